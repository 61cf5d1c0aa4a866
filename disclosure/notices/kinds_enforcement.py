"""Enforcement: 双公示 with the national fields, other results, inspections, basic information, yearly statistics.

Field codes XK_* and CF_* are those of the national 双公示 data standard (发改办财金〔2018〕424号).
"""

from datetime import date

from disclosure.notices import law
from disclosure.notices.kinds_base import (
    LONG,
    PARTY_CLASSES,
    Kind,
    amount,
    choice,
    day,
    identity,
    number,
    restricted,
    text,
    unified,
)

GROUP = "enforcement"
FOREVER = (("长期", date(2099, 12, 31)), ("长期有效", date(2099, 12, 31)), ("永久", date(2099, 12, 31)))
PAPERS = ("身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证")


def _party(prefix: str) -> tuple:
    return (
        text(f"{prefix}_XDR_MC", "行政相对人名称", "相对人名称", "当事人", "被处罚人", "企业名称", required=True),
        choice(f"{prefix}_XDR_LB", "行政相对人类别", (PARTY_CLASSES[0], "法人", "企业", "单位", "法人或非法人组织"), (PARTY_CLASSES[1], "个人", "公民"), (PARTY_CLASSES[2], "个体", "个体户"), synonyms=("相对人类别",), required=True),
        unified(f"{prefix}_XDR_SHXYM", "行政相对人代码_1（统一社会信用代码）", "统一社会信用代码", "信用代码", "行政相对人代码_1"),
        text(f"{prefix}_XDR_GSZC", "行政相对人代码_2（工商注册号）", "工商注册号", "行政相对人代码_2", most=50),
        text(f"{prefix}_XDR_ZZJG", "行政相对人代码_3（组织机构代码）", "组织机构代码", "行政相对人代码_3", most=50),
        text(f"{prefix}_XDR_SWDJ", "行政相对人代码_4（税务登记号）", "税务登记号", "行政相对人代码_4", most=50),
        text(f"{prefix}_XDR_SYDW", "行政相对人代码_5（事业单位证书号）", "事业单位证书号", "行政相对人代码_5", most=50),
        text(f"{prefix}_XDR_SHZZ", "行政相对人代码_6（社会组织登记证号）", "社会组织登记证号", "行政相对人代码_6", most=50),
        text(f"{prefix}_{'FRDB'}", "法定代表人", "法定代表人姓名", "负责人", most=50),
        restricted(f"{prefix}_FR_ZJLX", "法定代表人证件类型"),
        restricted(f"{prefix}_FR_ZJHM", "法定代表人证件号码", "法定代表人身份证号"),
        restricted(f"{prefix}_XDR_ZJLX", "自然人证件类型", "证件类型"),
        restricted(f"{prefix}_XDR_ZJHM", "自然人证件号码", "证件号码", "身份证号", "身份证号码"),
    )  # fmt: skip


def _codes(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}_XDR_{name}" for name in ("SHXYM", "GSZC", "ZZJG", "SWDJ", "SYDW", "SHZZ")) + (
        f"{prefix}_FRDB",
    )


LICENCE = Kind(
    "licence",
    "行政许可",
    GROUP,
    (
        *_party("XK"),
        text("XK_XKWS", "行政许可决定文书名称", "许可文书名称", required=True),
        text("XK_WSH", "行政许可决定文书号", "许可决定书文号", "许可文书号", required=True, most=128, example="玉市监许〔2026〕12号"),
        choice("XK_XKLB", "许可类别", "普通", "特许", "认可", "核准", "登记", "其他", required=True),
        text("XK_XKZS", "许可证书名称", most=100),
        text("XK_XKBH", "许可编号", "许可证编号", most=100),
        text("XK_NR", "许可内容", "许可事项", required=True, most=LONG),
        day("XK_JDRQ", "许可决定日期", "决定日期", required=True),
        day("XK_YXQZ", "有效期自", "有效期起", required=True),
        day("XK_YXQZI", "有效期至", "有效期止", words=FOREVER),
        text("XK_XKJG", "许可机关", required=True),
        unified("XK_XKJGDM", "许可机关统一社会信用代码"),
        choice("XK_ZT", "当前状态", ("有效", "1", "正常"), ("无效", "2"), synonyms=("状态",)),
        text("XK_LYDW", "数据来源单位"),
        unified("XK_LYDWDM", "数据来源单位统一社会信用代码"),
        text("BZ", "备注", most=500),
    ),
    ("XK_WSH", "XK_XDR_MC", "XK_XKBH"),
    "{XK_XDR_MC}：{XK_NR}",
    "XK_JDRQ",
    ("XK_WSH", "XK_XDR_MC", "XK_NR", "XK_JDRQ", "XK_YXQZI", "XK_XKJG"),
    "作出许可决定的机关（谁执法谁公示）",
    "作出行政许可决定后 7 个工作日内公示；当月没有列出的，为当月没有作出此类决定。",
    law.LIC_PEN,
    number_field="XK_WSH",
    party="XK_XDR_MC",
    party_class="XK_XDR_LB",
    person_hides=_codes("XK"),
    item_codes=("04-02-01",),
    domain_nos=("04",),
    month_heading=True,
    platforms=("credit", "enforcement", "enterprise"),
)  # fmt: skip

PENALTY = Kind(
    "penalty",
    "行政处罚",
    GROUP,
    (
        *_party("CF"),
        text("CF_WSH", "行政处罚决定书文号", "处罚决定书文号", "文号", required=True, most=128, example="玉市监处罚〔2026〕12号"),
        text("CF_WFXW", "违法行为类型", "案由", required=True, most=500),
        text("CF_SY", "违法事实", "处罚事由", required=True, most=LONG),
        text("CF_YJ", "处罚依据", required=True, most=LONG),
        text("CF_CFLB", "处罚类别", "处罚种类", required=True),
        text("CF_NR", "处罚内容", "处罚结果", required=True, most=LONG),
        amount("CF_NR_FK", "罚款金额", "罚款", unit="万元", example="1.5"),
        amount("CF_NR_WFFF", "没收违法所得、没收非法财物的金额", "没收金额", unit="万元", example="0.3"),
        text("CF_NR_ZKDX", "暂扣或吊销证照名称及编号"),
        day("CF_JDRQ", "处罚决定日期", "决定日期", required=True),
        day("CF_YXQ", "处罚有效期", words=FOREVER),
        day("CF_GSJZQ", "公示截止期", "公示截止日期"),
        choice("severity", "违法程度", law.Severity.MINOR, (law.Severity.GENERAL, "一般违法"), (law.Severity.SERIOUS, "严重违法"), synonyms=("失信程度", "违法情节"), required=True, example="一般"),
        text("display_reason", "确需公示的理由", most=300),
        text("CF_CFJG", "处罚机关", required=True),
        unified("CF_CFJGDM", "处罚机关统一社会信用代码"),
        text("CF_SJLY", "数据来源单位"),
        unified("CF_SJLYDM", "数据来源单位统一社会信用代码"),
        text("BZ", "备注", most=500),
    ),
    ("CF_WSH", "CF_XDR_MC"),
    "{CF_XDR_MC}：{CF_WFXW}",
    "CF_JDRQ",
    ("CF_WSH", "CF_XDR_MC", "CF_WFXW", "CF_NR", "CF_JDRQ", "CF_GSJZQ", "CF_CFJG"),
    "作出处罚决定的机关（谁执法谁公示）",
    "作出行政处罚决定后 7 个工作日内公示，公示期满自动停止；当月没有列出的，为当月没有作出此类决定。",
    law.LIC_PEN,
    number_field="CF_WSH",
    party="CF_XDR_MC",
    party_class="CF_XDR_LB",
    person_hides=_codes("CF"),
    amount="CF_NR_FK",
    display="penalty",
    item_codes=("04-02-02",),
    domain_nos=("04",),
    month_heading=True,
    platforms=("credit", "enforcement", "enterprise"),
)  # fmt: skip


def _result(code, name, category, description, item_codes=(), domain_nos=()):
    return Kind(
        code,
        name,
        GROUP,
        (
            text("number", "文书文号", "文号", "决定书文号", required=True, most=128),
            text("party", "行政相对人", "执法对象", "当事人", "被征收人", required=True),
            choice("party_class", "行政相对人类别", *PARTY_CLASSES, synonyms=("相对人类别",), required=True),
            unified("party_code", "统一社会信用代码", "信用代码"),
            identity("party_identity", "自然人身份证号", "身份证号", "身份证号码"),
            text("category", category, "执法类别", required=True),
            text("basis", "依据", "执法依据", "法律依据", required=True, most=LONG),
            text("conclusion", "执法结论", "内容", "结论", required=True, most=LONG),
            day("decided_on", "作出日期", "决定日期", required=True),
            text("authority", "执法机关", "执法单位", required=True),
            text("remark", "备注", most=500),
        ),
        ("number", "party"),
        "{party}：{category}",
        "decided_on",
        ("number", "party", "category", "conclusion", "decided_on", "authority"),
        "作出决定的机关",
        description,
        law.ENF_OTHER,
        number_field="number",
        party="party",
        party_class="party_class",
        person_hides=("party_code",),
        item_codes=item_codes,
        domain_nos=domain_nos,
        month_heading=True,
        platforms=("enforcement",),
    )


COERCION = _result("coercion", "行政强制", "强制种类", "作出行政强制决定后 20 个工作日内公示。", ("04-02-03",), ("04",))
EXPROPRIATION = _result("expropriation", "行政征收征用", "征收征用种类", "作出行政征收、征用决定后 20 个工作日内公示。")
OTHER_RESULT = _result("other-result", "其他行政执法结果", "执法类别", "行政确认、行政裁决、行政奖励等其他执法结果。")

INSPECTION = Kind(
    "inspection",
    "行政检查",
    GROUP,
    (
        text("number", "检查编号", "记录编号", "文书文号", required=True, most=100),
        text("party", "被检查对象", "检查对象", "当事人", required=True),
        choice("party_class", "对象类别", *PARTY_CLASSES, synonyms=("行政相对人类别", "相对人类别"), required=True),
        unified("party_code", "统一社会信用代码", "信用代码"),
        text("item", "检查事项", "检查内容", required=True, most=500),
        choice("manner", "检查方式", "现场检查", "非现场检查", "双随机抽查", "专项检查", synonyms=("方式",), required=True),
        day("inspected_on", "检查日期", required=True),
        text("result", "检查结果", "检查结论", required=True, most=LONG),
        text("handling", "处理情况", "后续处理", most=500),
        text("authority", "检查机关", "检查单位", required=True),
        restricted("inspectors_note", "检查人员内部备注", most=300),
    ),
    ("number",),
    "{party}：{item}",
    "inspected_on",
    ("number", "party", "item", "result", "inspected_on", "authority"),
    "实施检查的机关",
    "行政检查结束后 20 个工作日内公示检查结果。",
    law.ENF_OTHER,
    number_field="number",
    party="party",
    party_class="party_class",
    person_hides=("party_code",),
    item_codes=("15-02-01",),
    domain_nos=("15",),
    month_heading=True,
    platforms=("enforcement",),
)  # fmt: skip

RANDOM_INSPECTION = Kind(
    "random-inspection",
    "双随机、一公开",
    GROUP,
    (
        text("task", "抽查任务名称", "抽查计划", required=True),
        text("task_number", "抽查任务编号", "任务编号", required=True, most=100),
        choice("stage", "信息类别", "抽查事项清单", "年度抽查计划", "抽查结果", required=True),
        text("item", "抽查事项", required=True, most=500),
        text("object", "抽查对象", "检查对象", "企业名称", required=True),
        unified("object_code", "统一社会信用代码"),
        text("ratio", "抽查比例和频次", most=100),
        text("result", "抽查结果", "检查结果", most=500),
        day("done_on", "日期", "检查日期", "公布日期", required=True),
        text("authority", "发起机关", "检查机关", required=True),
        text("partners", "参加部门", most=300),
    ),
    ("task_number", "object", "stage"),
    "{task}：{object}",
    "done_on",
    ("task", "object", "item", "result", "done_on", "authority"),
    "发起抽查的机关",
    "随机抽查事项清单、年度计划和抽查结果。抽查结束后 20 个工作日内公示结果。",
    law.ENF_OTHER,
    number_field="task_number",
    party="object",
    month_heading=True,
    platforms=("enforcement", "enterprise"),
)  # fmt: skip

BASICS = Kind(
    "enforcement-basics",
    "执法基本信息",
    GROUP,
    (
        choice("aspect", "信息类别", "执法主体", "执法人员", "执法职责", "执法权限", "执法依据", "执法程序", "救济渠道", "执法事项清单", "服务指南", "执法流程图", required=True),
        text("name", "名称", "姓名或名称", "事项名称", required=True, most=300),
        text("number", "编号", "执法证号", "事项编码", most=60),
        text("content", "内容", "说明", required=True, most=LONG),
        text("basis", "依据", most=LONG),
        text("authority", "执法机关", "执法单位", required=True),
        day("updated_on", "更新日期", "日期", required=True),
        identity("identity", "执法人员身份证号", "身份证号"),
    ),
    ("aspect", "name", "number", "authority"),
    "{aspect}：{name}",
    "updated_on",
    ("aspect", "name", "number", "content", "authority", "updated_on"),
    "各执法机关",
    "执法主体、人员、职责、权限、依据、程序、救济渠道和事项清单，变动后及时更新。",
    law.PUB20,
    platforms=("enforcement",),
)  # fmt: skip

STATISTICS = Kind(
    "enforcement-statistics",
    "年度行政执法数据",
    GROUP,
    (
        number("year", "年度", required=True, example="2025"),
        text("authority", "执法机关", "单位", required=True),
        choice("category", "执法种类", "行政处罚", "行政强制", "行政检查", "行政征收征用", "行政许可", "行政复议", "行政诉讼", required=True),
        number("count", "数量（件）", "数量", "宗数", required=True),
        amount("money", "涉及金额", "罚没金额", "金额", unit="万元"),
        text("note", "说明", "备注", most=500),
        day("issued_on", "公布日期", "日期", required=True),
    ),
    ("year", "authority", "category"),
    "{year}年度{authority}{category}数据",
    "issued_on",
    ("year", "authority", "category", "count", "money"),
    "各执法机关",
    "上一年度行政执法总体情况，每年 1 月 31 日前公布。",
    law.ENF_STAT,
    amount="money",
    year_field="year",
    series="authority",
    charts=("count",),
)  # fmt: skip

ANTITRUST = _result("antitrust", "反垄断与反不正当竞争", "行为类型", "反垄断、反不正当竞争执法结果。")

KINDS = (
    LICENCE,
    PENALTY,
    COERCION,
    EXPROPRIATION,
    OTHER_RESULT,
    INSPECTION,
    RANDOM_INSPECTION,
    BASICS,
    STATISTICS,
    ANTITRUST,
)
