"""法定主动公开内容: the nodes that 条例 第二十条 and 第二十一条 lay down, as data over whatever is published.

A node is also a topic of the register (`statutory-20-1`), so what stands under it is asked of the register.
"""

from dataclasses import dataclass

from disclosure.departments.models import DepartmentKind

COUNTY = (DepartmentKind.GOVERNMENT, DepartmentKind.DEPARTMENT)
TOWNSHIPS = (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
ORGANS = (*COUNTY, *TOWNSHIPS)


@dataclass(frozen=True)
class StatutoryNode:
    """One thing that the law has organs of these kinds publish. `code` is what documents carry; `title` is the short
    name for lists, `text` what the clause asks for."""

    code: str
    title: str
    text: str
    clause: str
    kinds: tuple[str, ...]

    @property
    def topic(self) -> str:
        """The tag under which the register keeps it."""
        return f"statutory-{self.code}"


def _twenty(number: int, title: str, text: str) -> StatutoryNode:
    numeral = "一二三四五六七八九十"
    spoken = numeral[number - 1] if number <= 10 else "十" + numeral[number - 11]
    return StatutoryNode(f"20-{number}", title, text, f"条例第二十条第{spoken}项", ORGANS)


ARTICLE_20 = (
    _twenty(1, "法规、规章和规范性文件", "行政法规、规章和规范性文件"),
    _twenty(2, "机关职能和机构设置", "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"),
    _twenty(3, "规划及相关政策", "国民经济和社会发展规划、专项规划、区域规划及相关政策"),
    _twenty(4, "统计信息", "国民经济和社会发展统计信息"),
    _twenty(5, "行政许可和对外管理服务", "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果"),
    _twenty(6, "行政处罚和行政强制", "实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定"),
    _twenty(7, "财政预算、决算", "财政预算、决算信息"),
    _twenty(8, "行政事业性收费", "行政事业性收费项目及其依据、标准"),
    _twenty(9, "政府集中采购", "政府集中采购项目的目录、标准及实施情况"),
    _twenty(10, "重大建设项目", "重大建设项目的批准和实施情况"),
    _twenty(11, "民生政策及实施", "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"),
    _twenty(12, "突发公共事件", "突发公共事件的应急预案、预警信息及应对情况"),
    _twenty(13, "监督检查", "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"),
    _twenty(14, "公务员招考", "公务员招考的职位、名额、报考条件等事项以及录用结果"),
    _twenty(15, "其他法定公开信息", "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"),
)
ARTICLE_21_COUNTY = tuple(
    StatutoryNode(f"21-{number}", title, title, "条例第二十一条", COUNTY)
    for number, title in enumerate(
        ("市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助"), start=1
    )
)
ARTICLE_21_TOWNSHIP = tuple(
    StatutoryNode(f"21-town-{number}", title, text, "条例第二十一条", TOWNSHIPS)
    for number, (title, text) in enumerate(
        (
            ("农业农村政策", "贯彻落实农业农村工作政策"),
            ("农田水利工程", "农田水利工程建设运营"),
            ("承包经营权流转", "农村土地承包经营权流转"),
            ("宅基地审核", "宅基地使用情况审核"),
            ("土地征收", "土地征收"),
            ("房屋征收", "房屋征收"),
            ("筹资筹劳", "筹资筹劳"),
            ("社会救助", "社会救助"),
        ),
        start=1,
    )
)
ENTERPRISE_CONTENT = tuple(
    StatutoryNode(f"50-{number}", title, text, "国办发〔2020〕50号", (DepartmentKind.ENTERPRISE,))
    for number, (title, text) in enumerate(
        (
            ("办事服务", "与人民群众日常生产生活密切相关的办事服务信息"),
            ("营商环境", "对营商环境影响较大的信息"),
            ("切身利益", "直接关系服务对象切身利益的信息"),
            ("安全", "事关生产安全和消费者人身财产安全的信息"),
            ("社会关注", "社会舆论关注度高、反映问题较多的信息"),
            ("其他重要信息", "其他应当公开的重要信息"),
        ),
        start=1,
    )
)
NODES = (*ARTICLE_20, *ARTICLE_21_COUNTY, *ARTICLE_21_TOWNSHIP, *ENTERPRISE_CONTENT)
BY_CODE = {node.code: node for node in NODES}


def nodes_of(kind: str) -> tuple[StatutoryNode, ...]:
    """The tree of an organ of that kind: 22 nodes in the county's organs, 23 in townships, 6 in public enterprises."""
    return tuple(node for node in NODES if kind in node.kinds)
