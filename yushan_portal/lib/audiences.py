"""For whom things are meant (plan 一(二): 政策精准推送): situations of households and firms, as data.

The codes stand in register rows, addresses and subscriptions and never change; names and words may.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Audience:
    """One situation. `says` is how a resident puts it; `words` are words of a text that speak of it."""

    code: str
    name: str
    says: str
    group: str
    words: tuple[str, ...] = ()


HOUSEHOLD, FIRM, SIZE, STAGE = "家庭和个人", "企业和经营者", "企业规模", "企业所处阶段"
GROUPS = (HOUSEHOLD, FIRM, SIZE, STAGE)

AUDIENCES = (
    Audience("residents", "全体居民", "我住在玉山", HOUSEHOLD, ("居民", "群众")),
    Audience("farmers", "农户", "我种地、养殖", HOUSEHOLD, ("农户", "农业", "农机", "种植", "养殖", "耕地")),
    Audience("students", "学生和家长", "我家有孩子上学", HOUSEHOLD, ("学生", "入学", "招生", "义务教育", "学前")),
    Audience("elderly", "老年人", "我家有老人", HOUSEHOLD, ("老年", "养老", "高龄")),
    Audience("job-seekers", "求职和就业人员", "我在找工作", HOUSEHOLD, ("就业", "失业", "求职", "招聘", "技能培训")),
    Audience("migrant-workers", "务工人员", "我在外打工", HOUSEHOLD, ("务工", "农民工", "工资")),
    Audience("low-income", "低收入和困难群众", "我家生活困难", HOUSEHOLD, ("低保", "救助", "特困", "困难群众")),
    Audience("disabled", "残疾人", "我或家人有残疾", HOUSEHOLD, ("残疾",)),
    Audience("veterans", "退役军人和军属", "我当过兵", HOUSEHOLD, ("退役军人", "优抚", "军属")),
    Audience("patients", "看病就医的人", "我要看病、报销", HOUSEHOLD, ("医保", "医疗", "报销", "疫苗")),
    Audience("parents", "孕产妇和婴幼儿家庭", "我家有小宝宝", HOUSEHOLD, ("生育", "婴幼儿", "托育", "孕产妇")),
    Audience("home-owners", "买房建房的人", "我要买房、建房", HOUSEHOLD, ("住房", "宅基地", "公积金", "征收", "拆迁")),
    Audience("newcomers", "新市民", "我刚来玉山", HOUSEHOLD, ("居住证", "随迁", "落户", "人才")),
    Audience("firms", "企业", "我办企业", FIRM, ("企业", "经营者", "市场主体")),
    Audience("self-employed", "个体工商户", "我开店、做小生意", FIRM, ("个体工商户", "小餐饮", "商户")),
    Audience("manufacturing", "工业企业", "我办工厂", FIRM, ("工业", "制造业", "轴承", "技改")),
    Audience("agri-business", "合作社和家庭农场", "我办合作社、农场", FIRM, ("合作社", "家庭农场", "农业企业")),
    Audience("retail-services", "商贸和服务业", "我做商贸、服务", FIRM, ("商贸", "服务业", "电商", "物流")),
    Audience("construction", "建筑和房地产", "我做建筑、房地产", FIRM, ("建筑", "房地产", "施工")),
    Audience("tourism", "旅游和文化", "我做旅游、文化", FIRM, ("旅游", "民宿", "文化产业")),
    Audience("micro-firms", "小微企业", "企业规模小", SIZE, ("小微企业", "中小企业")),
    Audience("large-firms", "规模以上企业", "企业达到规上", SIZE, ("规模以上", "规上")),
    Audience("starting", "创业和开办", "正在创业、开办企业", STAGE, ("创业", "开办", "注册登记")),
    Audience("growing", "经营和成长", "企业正在经营", STAGE, ("减税", "融资", "贷款", "稳岗", "扩产")),
    Audience("closing", "变更和注销", "要变更、注销企业", STAGE, ("注销", "变更登记", "歇业")),
)

BY_CODE = {audience.code: audience for audience in AUDIENCES}
CHOICES = [(audience.code, audience.name) for audience in AUDIENCES]


def grouped() -> list[tuple[str, list[Audience]]]:
    """Audiences by group, in order."""
    return [(group, [row for row in AUDIENCES if row.group == group]) for group in GROUPS]


def known(codes) -> list[str]:
    """The codes among `codes` that there are, once each, in the order of the table."""
    wanted = set(codes)
    return [audience.code for audience in AUDIENCES if audience.code in wanted]


def suggested(text: str) -> list[str]:
    """Codes of the audiences of whom a text speaks, the most often named first; for a clerk to confirm."""
    found = {row.code: sum(text.count(word) for word in row.words) for row in AUDIENCES if row.code != "residents"}
    return [code for code, times in sorted(found.items(), key=lambda pair: -pair[1]) if times]
