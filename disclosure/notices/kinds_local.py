"""Environment series with limits, lists of public enterprises, affairs of villages."""

from decimal import Decimal

from disclosure.notices import law
from disclosure.notices.kinds_base import LONG, Kind, Limit, amount, choice, day, measure, phone, restricted, text

ENVIRONMENT, LOCAL = "environment", "local"
GRADES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
ROMAN = {"Ⅰ类": ("I类", "一类", "Ⅰ"), "Ⅱ类": ("II类", "二类", "Ⅱ"), "Ⅲ类": ("III类", "三类", "Ⅲ"), "Ⅳ类": ("IV类", "四类", "Ⅳ"), "Ⅴ类": ("V类", "五类", "Ⅴ"), "劣Ⅴ类": ("劣V类", "劣五类", "劣Ⅴ")}  # fmt: skip
SURFACE, AIR, DRINKING = "GB 3838—2002 Ⅲ类", "GB 3095—2012 二级（年平均）", "GB 5749—2022"


def _grade(code, name, *synonyms, required=False):
    return choice(code, name, *((grade, *ROMAN[grade]) for grade in GRADES), synonyms=synonyms, required=required, example="Ⅱ类")  # fmt: skip


def _series(code, name, fields, columns, description, topic, **more):
    return Kind(code, name, ENVIRONMENT, (text("place", "监测点位", "点位", "断面名称", "断面", "水源地名称", "河段", "设施名称", required=True, most=100), day("measured_on", "监测日期", "日期", "监测时间", required=True), *fields, text("remark", "备注", most=300)), ("place", "measured_on"), "{place}" + name + "（{measured_on}）", "measured_on", ("place", "measured_on", *columns), "上饶市玉山生态环境局等", description, law.PUB20, series="place", domain_nos=("10",), topics=(topic,), **more)  # fmt: skip


AIR_QUALITY = _series(
    "air",
    "空气质量",
    (
        measure("pm25", "PM2.5（微克/立方米）", "PM2.5", "PM25", "细颗粒物", required=True, example="24"),
        measure("pm10", "PM10（微克/立方米）", "PM10", "可吸入颗粒物", example="41"),
        measure("so2", "二氧化硫（微克/立方米）", "二氧化硫", "SO2", example="7"),
        measure("no2", "二氧化氮（微克/立方米）", "二氧化氮", "NO2", example="15"),
        measure("o3", "臭氧（微克/立方米）", "臭氧", "O3", example="120"),
        measure("good_days", "优良天数比例（%）", "优良天数比例", "优良率", example="98.4"),
    ),
    ("pm25", "pm10", "o3", "good_days"),
    "县城环境空气质量监测数据。",
    "env-air",
    charts=("pm25", "pm10"),
    limits=(Limit("pm25", Decimal(35), AIR), Limit("pm10", Decimal(70), AIR), Limit("so2", Decimal(60), AIR), Limit("no2", Decimal(40), AIR)),
)  # fmt: skip
SURFACE_WATER = _series(
    "surface-water",
    "地表水环境质量",
    (
        _grade("grade", "水质类别", "水质", required=True),
        _grade("target", "目标类别", "目标"),
        measure("ph", "pH", "PH值", example="7.2"),
        measure("oxygen", "溶解氧（毫克/升）", "溶解氧", example="7.8"),
        measure("cod", "化学需氧量（毫克/升）", "化学需氧量", "COD", example="11"),
        measure("ammonia", "氨氮（毫克/升）", "氨氮", example="0.21"),
        measure("phosphorus", "总磷（毫克/升）", "总磷", example="0.05"),
    ),
    ("grade", "target", "ammonia", "phosphorus"),
    "地表水国考、省考和县界断面水质。",
    "env-water",
    charts=("ammonia", "phosphorus"),
    limits=(Limit("oxygen", Decimal(5), SURFACE, at_least=True), Limit("cod", Decimal(20), SURFACE), Limit("ammonia", Decimal(1), SURFACE), Limit("phosphorus", Decimal("0.2"), SURFACE)),
)  # fmt: skip
DRINKING_WATER = _series(
    "drinking-water",
    "集中式饮用水水源",
    (
        _grade("grade", "水质类别", "水质", required=True),
        choice("result", "达标情况", ("达标", "是"), ("不达标", "否", "超标"), synonyms=("是否达标",), required=True),
        choice("stage", "环节", ("水源水", "水源"), "出厂水", "龙头水"),
        measure("ammonia", "氨氮（毫克/升）", "氨氮", example="0.10"),
        measure("nitrate", "硝酸盐（毫克/升）", "硝酸盐", example="1.2"),
        text("exceeding", "超标项目", most=200),
    ),
    ("stage", "grade", "result", "exceeding"),
    "集中式饮用水水源、出厂水和用户水龙头水质。",
    "env-drinking",
    charts=("nitrate",),
    limits=(Limit("ammonia", Decimal("0.5"), DRINKING), Limit("nitrate", Decimal(10), DRINKING)),
)
RURAL_SEWAGE = _series(
    "rural-sewage",
    "农村污水治理",
    (
        text("township", "乡镇（街道）", "乡镇", required=True, most=40),
        text("village", "村（社区）", "村", "行政村", most=40),
        choice("running", "运行情况", "正常", "停运", "整改中", required=True),
        measure("treated", "处理水量（吨/日）", "处理水量", example="35"),
        measure("cod", "出水化学需氧量（毫克/升）", "出水COD", "化学需氧量", example="38"),
        measure("ammonia", "出水氨氮（毫克/升）", "出水氨氮", "氨氮", example="4.1"),
        text("operator", "运维单位"),
        phone("phone", "监督电话"),
    ),
    ("township", "village", "running", "cod", "ammonia"),
    "日处理 20 吨以上农村生活污水处理设施运行和出水水质。",
    "env-sewage",
    township="township",
    village="village",
    charts=("cod",),
    limits=(
        Limit("cod", Decimal(60), "DB36/1102—2019 一级"),
        Limit("ammonia", Decimal(8), "DB36/1102—2019 一级"),
    ),
)
RADIATION = _series(
    "radiation",
    "辐射环境质量",
    (
        measure("dose", "γ辐射空气吸收剂量率（纳戈瑞/小时）", "空气吸收剂量率", "剂量率", required=True, example="86"),
        choice(
            "result",
            "评价",
            ("在本底涨落范围内", "正常"),
            ("异常", "超出"),
            synonyms=("评价结果", "结论"),
            required=True,
        ),
    ),
    ("dose", "result"),
    "辐射环境自动监测站数据。",
    "env-radiation",
    charts=("dose",),
)
RIVERS = _series(
    "rivers",
    "河湖长制",
    (
        text("chief", "河（湖）长", "河长", "湖长", required=True, most=60),
        choice("level", "级别", "县级", "乡级", "村级", required=True),
        text("township", "乡镇（街道）", "乡镇", most=40),
        text("work", "工作情况", "巡河情况", required=True, most=LONG),
        text("problems", "问题及整改", "发现问题", most=LONG),
        phone("phone", "监督电话"),
    ),
    ("chief", "level", "work", "problems"),
    "河长湖长名单、巡查和问题整改情况。",
    "env-rivers",
    township="township",
)
RECTIFICATION = Kind(
    "rectification",
    "督察整改",
    ENVIRONMENT,
    (
        text("number", "问题编号", "编号", "序号", required=True, most=60),
        text("source", "督察来源", "来源", required=True, example="中央生态环境保护督察"),
        text("problem", "反馈问题", "问题", "督察发现问题", required=True, most=LONG),
        text("goal", "整改目标", most=LONG),
        text("measures", "整改措施", most=LONG),
        text("progress", "整改进展", "完成情况", required=True, most=LONG),
        choice("state", "整改状态", "整改中", ("已完成", "完成整改"), "已销号", synonyms=("状态",), required=True),
        text("responsible", "责任单位", required=True),
        day("due_on", "整改时限"),
        day("updated_on", "公开日期", "更新日期", "日期", required=True),
        restricted("complainant", "信访举报人", "举报人"),
    ),
    ("source", "number"),
    "督察整改：{problem}",
    "updated_on",
    ("number", "source", "problem", "progress", "state", "updated_on"),
    "责任单位",
    "中央和省市级生态环境保护督察反馈问题的整改情况。",
    law.PUB20,
    number_field="number",
    domain_nos=("10",),
    topics=("env-inspection",),
)
ENTERPRISE = Kind(
    "enterprise",
    "公共企事业单位信息",
    LOCAL,
    (
        choice("sector", "行业", "教育", "卫生健康", "供水", "供电", "供气", "供热", "环境保护", "公共交通", required=True),
        text("unit", "单位名称", "企业名称", "学校名称", "单位", required=True),
        choice("subject", "公开类别", "单位概况", "领导和机构", "服务网点", "政策标准", "规章制度", "公开目录和指南", "办事服务", "价格收费", "停供和恢复通知", "安全信息", "招生招聘", "咨询投诉渠道", synonyms=("类别",), required=True),
        text("heading", "标题", "名称", required=True, most=300),
        text("content", "内容", required=True, most=LONG),
        amount("price", "价格（收费标准）", "收费标准", "价格"),
        phone("phone", "服务（投诉）电话", "服务电话", "热线", "咨询电话", required=True),
        day("issued_on", "发布日期", "日期", required=True),
    ),
    ("unit", "subject", "heading"),
    "{unit}：{heading}",
    "issued_on",
    ("unit", "sector", "subject", "heading", "phone", "issued_on"),
    "公共企事业单位",
    "教育、卫生健康、供水、供电、供气、供热、环境保护、公共交通领域单位的公开内容（国办发〔2020〕50号）。",
    law.PUB20,
)  # fmt: skip


def _village(code, name, subjects, months, period, description):
    return Kind(
        code,
        name,
        LOCAL,
        (
            text("township", "乡镇（街道）", "乡镇", required=True, most=40),
            text("village", "村（社区）", "村", "行政村", "社区", required=True, most=40),
            text("period", "所属期间", "期间", "季度", "月份", required=True, most=20, example="2026年第一季度"),
            choice("subject", "公开事项", *subjects, synonyms=("事项", "类别"), required=True),
            text("content", "内容", "公开内容", required=True, most=LONG),
            amount("income", "收入", "收入金额"),
            amount("spending", "支出", "支出金额"),
            amount("balance", "结余", "余额"),
            day("posted_on", "公开日期", "公示日期", "日期", required=True),
            phone("phone", "监督电话", public=True),
            restricted("handler", "经手人身份证号", "身份证号"),
        ),
        ("township", "village", "period", "subject"),
        "{township}{village}{period}{subject}",
        "posted_on",
        ("village", "township", "period", "subject", "income", "spending", "posted_on"),
        "村（居）民委员会",
        description,
        period,
        amount="spending",
        township="township",
        village="village",
        month_heading=True,
        every_months=months,
    )


VILLAGE_AFFAIRS = _village(
    "village-affairs",
    "村（居）务公开",
    ("村级财务", "惠农补贴", "集体资产资源", "工程项目", "土地征收", "低保和救助", "计划生育", "党务", "其他事项"),
    3,
    law.VILLAGE_QUARTER,
    "一般事项至少每季度公布一次（村民委员会组织法 第三十条）。",
)
VILLAGE_FINANCE = _village(
    "village-finance",
    "村集体财务",
    ("收支明细", "债权债务", "资产负债"),
    1,
    law.VILLAGE_MONTH,
    "集体财务往来较多的，财务收支情况每月公布一次（村民委员会组织法 第三十条）。",
)

KINDS = (
    AIR_QUALITY,
    SURFACE_WATER,
    DRINKING_WATER,
    RURAL_SEWAGE,
    RADIATION,
    RIVERS,
    RECTIFICATION,
    ENTERPRISE,
    VILLAGE_AFFAIRS,
    VILLAGE_FINANCE,
)
