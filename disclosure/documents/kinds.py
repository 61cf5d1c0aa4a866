"""The genres and columns a county portal stands on, as data over one model."""

from dataclasses import dataclass

from yushan_portal.lib.columns import UpdateClass


@dataclass(frozen=True)
class Genre:
    """One genre of document.

    `policy`        a policy paper: asks for its interpretation and may have 文号 and validity
    `normative`     行政规范性文件: 合法性审核 is required (国办发〔2018〕115号)
    `asks`          names of fields that must be filled beyond title, body, organ and date
    `nodes`         nodes of 法定主动公开内容 under which it falls unless the clerk says otherwise
    """

    code: str
    name: str
    update_class: UpdateClass
    description: str
    policy: bool = False
    normative: bool = False
    asks: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    on_home: bool = False
    order: int = 100


GENRES = (
    Genre("policy", "政策文件", UpdateClass.NOTICE, "县政府、县政府办公室和各部门、乡镇印发的政策文件", policy=True, asks=("document_number", "document_type", "theme"), nodes=("20-1",), on_home=True, order=10),
    Genre("normative", "行政规范性文件", UpdateClass.NOTICE, "涉及公民、法人和其他组织权利义务、具有普遍约束力的文件", policy=True, normative=True, asks=("document_number", "document_type", "theme", "effective_on"), nodes=("20-1",), on_home=True, order=20),
    Genre("news", "动态要闻", UpdateClass.NEWS, "县内政务动态和部门、乡镇工作信息", asks=("source",), on_home=True, order=30),
    Genre("notice", "通知公告", UpdateClass.NOTICE, "面向公众的通知、公告和公示", on_home=True, order=40),
    Genre("plan", "规划计划", UpdateClass.OTHER, "国民经济和社会发展规划、专项规划、区域规划和年度计划", policy=True, nodes=("20-3",), order=50),
    Genre("statistics", "统计信息", UpdateClass.OTHER, "国民经济和社会发展统计信息", nodes=("20-4",), order=60),
    Genre("emergency", "应急管理", UpdateClass.OTHER, "突发公共事件的应急预案、预警信息和应对情况", nodes=("20-12",), order=70),
    Genre("personnel", "人事招考", UpdateClass.OTHER, "公务员和事业单位招考的职位、名额、报考条件和录用结果", nodes=("20-14",), order=80),
    Genre("service", "办事指南", UpdateClass.OTHER, "办理事项的依据、条件、材料、地点、时间、电话和流程", asks=("details",), nodes=("20-5",), order=90),
    Genre("health", "健康与疫情服务", UpdateClass.OTHER, "疫情防控信息、疫苗接种、健康科普和服务热线", nodes=("20-13",), order=100),
    Genre("functions", "机构职能", UpdateClass.STATIC, "机构的法定职责、内设机构和联系方式", nodes=("20-2",), order=110),
    Genre("leaders", "领导信息", UpdateClass.STATIC, "机构负责人的姓名、职务和分工", nodes=("20-2",), order=120),
    Genre("overview", "概况信息", UpdateClass.STATIC, "县情、乡镇概况和部门概况", order=130),
    Genre("guide", "政府信息公开指南", UpdateClass.STATIC, "怎样获取政府信息", order=140),
    Genre("rule", "政府信息公开制度", UpdateClass.STATIC, "政府信息公开的法律法规和本级工作制度", order=150),
    Genre("report", "政府信息公开年报", UpdateClass.STATIC, "历年政府信息公开工作年度报告", asks=("year",), order=160),
    Genre("regulation", "法规规章库", UpdateClass.STATIC, "行政法规和省、市政府规章的现行文本", asks=("caption", "compared_on"), nodes=("20-1",), order=170),
)  # fmt: skip
"""Update classes follow 国办秘函〔2019〕19号; nodes are those of 条例 第二十条."""

BY_CODE = {genre.code: genre for genre in GENRES}
GENRE_CHOICES = [(genre.code, genre.name) for genre in GENRES]

DOCUMENT_TYPES = (
    "命令（令）",
    "决定",
    "公告",
    "通告",
    "通知",
    "通报",
    "意见",
    "批复",
    "函",
    "纪要",
    "报告",
    "议案",
    "其他",
)
"""体裁: 党政机关公文处理工作条例 kinds in use on the portal."""

THEMES = (
    "国务院组织机构", "综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源", "农业、林业、水利",
    "工业、交通", "商贸、海关、旅游", "市场监管、安全生产监督", "城乡建设、环境保护", "科技、教育", "文化、广电、新闻出版",
    "卫生、体育", "人口与计划生育、妇女儿童工作", "劳动、人事、监察", "公安、安全、司法", "民政、扶贫、救灾", "民族、宗教",
    "对外事务", "港澳台侨工作", "国防", "其他",
)  # fmt: skip
"""主题分类, first level."""

SERVICE_ELEMENTS = (
    ("item_name", "事项名称"),
    ("basis", "设定依据"),
    ("conditions", "申请条件"),
    ("materials", "办理材料"),
    ("place", "办理地点"),
    ("hours", "办理时间"),
    ("phone", "联系电话"),
    ("procedure", "办理流程"),
)
"""The elements that the national inspection asks of a service guide (国办秘函〔2019〕19号)."""


@dataclass(frozen=True)
class Topic:
    """专题: gathers by rule (genres, domains, words in the title) and by hand."""

    code: str
    name: str
    introduction: str
    sections: tuple[tuple[str, str], ...] = ()
    domain_nos: tuple[str, ...] = ()
    on_home: bool = False


TOPICS = (
    Topic("standard-catalogue", "基层政务公开标准化规范化", "26 个领域的标准目录与公开内容一一对应，按事项就能查到具体信息。", on_home=True),
    Topic("market-system", "建设高标准市场体系", "市场监管规则、标准，以及本县落实高标准市场体系行动方案的举措。", (("market-rules", "监管规则和标准"), ("market-actions", "落实举措"), ("market-antitrust", "反垄断与反不正当竞争")), on_home=True),
    Topic("environment", "生态环境", "河湖长制、空气、地表水、农村污水、饮用水水源、辐射环境和督察整改情况。", (("env-rivers", "河湖长制"), ("env-air", "空气质量"), ("env-water", "地表水环境质量"), ("env-sewage", "农村污水治理"), ("env-drinking", "集中式饮用水水源"), ("env-radiation", "辐射环境质量"), ("env-inspection", "生态环境保护督察")), ("10",), on_home=True),
    Topic("epidemic-service", "疫情服务专区", "疫情防控公告、疫苗接种、出行政策、心理热线和健康科普。", (("epi-notices", "防控公告"), ("epi-vaccine", "疫苗接种"), ("epi-travel", "出行与隔离"), ("epi-hotline", "心理热线与便民服务"), ("epi-education", "健康科普")), on_home=True),
    Topic("farmers-benefit", "惠民惠农", "惠民惠农政策、申请指南、补贴发放结果和监督电话，公开到村到社区。", (("benefit-policy", "政策依据"), ("benefit-guide", "申请指南"), ("benefit-payment", "发放结果"), ("benefit-supervision", "监督渠道")), ("22",), on_home=True),
)  # fmt: skip
"""The topics that the county's 2021 plan asks for: 二(二)、二(三)、二(四)、二(五)、三(一)."""

TOPIC_BY_CODE = {topic.code: topic for topic in TOPICS}
