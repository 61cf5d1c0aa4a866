"""Believable notices of the demonstration county: fictional firms, persons and figures, through the real actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from disclosure.notices import actions
from disclosure.notices.budget_tables import official_tables
from disclosure.notices.models import Batch, BudgetReport, Record
from disclosure.publishing import actions as publishing
from disclosure.publishing.models import DisclosureAttribute
from yushan_portal.lib.spreadsheets.codes import unified_check_character

FIRMS = (
    "玉山县冰溪好邻居超市",
    "江西怀玉山食品有限公司",
    "玉山县三清新材料有限公司",
    "玉山县临湖建筑工程有限公司",
    "上饶市玉山罗纹砚文化有限公司",
    "玉山县七里街农贸市场管理有限公司",
)
VILLAGES = (("樟村镇", "程村村"), ("樟村镇", "黄塘村"), ("下镇镇", "官宅村"), ("岩瑞镇", "水门村"))
SURNAMES = "王李张刘陈杨黄周吴徐"


def load_notices(cast) -> str:
    """Penalties, licences, inspections, purchases, payments, measured series and budgets; runs once."""
    if Batch.objects.exists() or BudgetReport.objects.exists():
        return "公示：已有内容，未重复载入"
    today = timezone.localdate()
    for organ, kind, title, rows in (*_enforcement(today), *_money(today), *_environment(today), *_local(today)):
        batch = actions.enter(kind, cast.organ(organ), rows, by=cast.author, title=title)
        cast.publish(batch)
    reports = _budgets(cast, today)
    return f"公示：示例 {Record.objects.in_force().count()} 条记录，{reports} 份预算和决算"


def _code(place: int) -> str:
    body = f"91361123MA38{place:04d}K"
    return body + unified_check_character(body)


def _party(prefix: str, place: int) -> dict:
    firm = FIRMS[place % len(FIRMS)]
    return {
        f"{prefix}_XDR_MC": firm,
        f"{prefix}_XDR_LB": "法人及非法人组织",
        f"{prefix}_XDR_SHXYM": _code(place % len(FIRMS)),
        f"{prefix}_FRDB": f"{SURNAMES[place % 10]}建华",
    }


def _enforcement(today: date):
    cases = (
        ("经营超过保质期的食品", "《中华人民共和国食品安全法》第一百二十四条第一款第五项", "没收超过保质期的食品，罚款五千元", "0.5", "一般"),
        ("未按规定公示商品价格", "《中华人民共和国价格法》第四十二条", "罚款一千元", "0.1", "一般"),
        ("使用未经定期检验的特种设备", "《中华人民共和国特种设备安全法》第八十四条", "责令停止使用，罚款三万元", "3", "严重"),
        ("在广告中使用绝对化用语", "《中华人民共和国广告法》第五十七条", "责令停止发布，罚款两万元", "2", "一般"),
    )  # fmt: skip
    year = today.year
    penalties = [
        _party("CF", place)
        | {
            "CF_WSH": f"玉市监处罚〔{year}〕{place + 11}号",
            "CF_WFXW": act,
            "CF_SY": f"经查，当事人{act}，事实清楚，证据确凿。",
            "CF_YJ": basis,
            "CF_CFLB": "罚款",
            "CF_NR": content,
            "CF_NR_FK": Decimal(money),
            "CF_JDRQ": today - timedelta(days=6 + place * 19),
            "severity": severity,
            "CF_CFJG": "玉山县市场监督管理局",
        }
        for place, (act, basis, content, money, severity) in enumerate(cases)
    ]
    penalties.append(
        penalties[0]
        | {
            "CF_XDR_MC": "徐有田",
            "CF_XDR_LB": "自然人",
            "CF_XDR_SHXYM": None,
            "CF_FRDB": None,
            "CF_WSH": f"玉市监处罚〔{year}〕29号",
            "CF_WFXW": "无照经营",
            "CF_SY": "经查，当事人无照经营，事实清楚，证据确凿。",
        }
    )
    licences = [
        _party("XK", place)
        | {
            "XK_XKWS": "食品经营许可决定书",
            "XK_WSH": f"玉市监许〔{year}〕{place + 101}号",
            "XK_XKLB": "普通",
            "XK_XKZS": "食品经营许可证",
            "XK_XKBH": f"JY1361123{place:06d}",
            "XK_NR": "预包装食品销售、散装食品销售",
            "XK_JDRQ": today - timedelta(days=3 + place * 9),
            "XK_YXQZ": today - timedelta(days=3 + place * 9),
            "XK_YXQZI": today + timedelta(days=5 * 365),
            "XK_XKJG": "玉山县市场监督管理局",
            "XK_ZT": "有效",
        }
        for place in range(6)
    ]
    inspections = [
        {
            "number": f"玉市监查〔{year}〕{place + 1}号",
            "party": firm,
            "party_class": "法人及非法人组织",
            "party_code": _code(place),
            "item": "食品销售环节日常监督检查",
            "manner": "双随机抽查" if place % 2 else "现场检查",
            "inspected_on": today - timedelta(days=4 + place * 11),
            "result": "未发现问题" if place % 3 else "索证索票不全，责令当场改正",
            "authority": "玉山县市场监督管理局",
        }
        for place, firm in enumerate(FIRMS)
    ]
    statistics = [
        {"year": year - 1, "authority": "玉山县市场监督管理局", "category": category, "count": count, "money": Decimal(money), "issued_on": date(year, 1, 26)}
        for category, count, money in (("行政处罚", 186, "213.4"), ("行政检查", 1420, "0"), ("行政许可", 3275, "0"), ("行政强制", 12, "0"))
    ]  # fmt: skip
    return (
        ("market", "penalty", "县市监局行政处罚信息公示", penalties),
        ("market", "licence", "县市监局行政许可信息公示", licences),
        ("market", "inspection", "县市监局行政检查结果公示", inspections),
        ("market", "enforcement-statistics", f"县市监局{year - 1}年度行政执法数据", statistics),
    )


def _money(today: date):
    project = {"project": "县第一小学课桌椅采购", "project_number": f"YSCG{today.year}-018", "buyer": "玉山县第一小学"}
    supplier = {"supplier": FIRMS[2], "supplier_code": _code(2)}
    intention = project | {"need": "可升降课桌椅 1200 套", "budget": Decimal("36"), "planned_on": today - timedelta(days=40), "issued_on": today - timedelta(days=80)}  # fmt: skip
    notice = project | {"category": "竞争性磋商公告", "content": "可升降课桌椅 1200 套，交货期 30 日", "budget": Decimal("36"), "issued_on": today - timedelta(days=40), "closes_on": today - timedelta(days=28)}  # fmt: skip
    result = project | supplier | {"price": Decimal("33.6"), "subject": "可升降课桌椅 1200 套", "fixed_on": today - timedelta(days=26)}  # fmt: skip
    contract = project | supplier | {"contract_number": f"YSHT{today.year}-018", "price": Decimal("33.6"), "signed_on": today - timedelta(days=18)}  # fmt: skip
    payments = [
        {
            "year": today.year,
            "subsidy": "耕地地力保护补贴",
            "township": township,
            "village": village,
            "name": f"{SURNAMES[(place * 3 + number) % 10]}{'福寿康宁和'[number]}{'根生发财来'[(place + number) % 5]}",
            "quantity": f"{2 + number}.{place}亩",
            "standard": "102元/亩",
            "money": Decimal(102 * (20 + number * 10 + place)) / 10,
            "paid_on": today - timedelta(days=30),
        }
        for place, (township, village) in enumerate(VILLAGES)
        for number in range(5)
    ]
    policy = {"subsidy": "耕地地力保护补贴", "number": "赣财农指", "basis": "《江西省耕地地力保护补贴实施方案》", "content": "对拥有耕地承包权的种地农民发放补贴，按确权面积计算，通过“一卡通”发放。", "issued_on": today - timedelta(days=120), "office": "玉山县农业农村局"}  # fmt: skip
    guide = {"subsidy": "耕地地力保护补贴", "who": "拥有耕地承包权的种地农民", "standard": "每亩 102 元", "procedure": "农户申报，村级公示，乡镇审核，县级核定，一卡通发放", "office": "各乡镇（街道）农业综合服务中心", "phone": "0793-2552331", "hotline": "0793-2551234", "updated_on": today - timedelta(days=100)}  # fmt: skip
    funds = [
        {"year": today.year, "fund": "中央农业相关转移支付", "stage": stage, "number": f"玉财农指〔{today.year}〕{place + 3}号", "receiver": "玉山县农业农村局", "money": Decimal("1260"), "spent": Decimal(spent), "done_on": today - timedelta(days=150 - place * 50), "use": "高标准农田建设"}
        for place, (stage, spent) in enumerate((("分配", "0"), ("下达", "0"), ("使用", "870.5")))
    ]  # fmt: skip
    return (
        ("education", "procurement-intention", "县教体局政府采购意向", [intention]),
        ("education", "procurement-announcement", "县教体局政府采购公告", [notice]),
        ("education", "procurement-result", "县教体局成交结果公告", [result]),
        ("education", "procurement-contract", "县教体局采购合同公告", [contract]),
        ("agriculture", "subsidy-policy", "惠民惠农补贴政策依据", [policy]),
        ("agriculture", "subsidy-guide", "惠民惠农补贴申请指南", [guide]),
        ("agriculture", "subsidy-payment", f"{today.year}年耕地地力保护补贴发放结果", payments),
        ("finance", "direct-funds", "财政直达资金分配、下达和使用情况", funds),
    )


def _environment(today: date):
    months = [_month_back(today, back) for back in range(8, 0, -1)]
    air = [
        {"place": "县城自动监测站", "measured_on": day, "pm25": str(22 + place * 2), "pm10": str(38 + place * 3), "so2": "7", "no2": "14", "o3": str(96 + place * 5), "good_days": f"{99 - place * 0.5:.1f}"}
        for place, day in enumerate(months)
    ]  # fmt: skip
    water = [
        {"place": "金沙溪下游断面", "measured_on": day, "grade": "Ⅱ类" if place != 3 else "Ⅳ类", "target": "Ⅲ类", "ph": "7.3", "oxygen": "7.9", "cod": "11", "ammonia": "0.21" if place != 3 else "1.12", "phosphorus": "0.05"}
        for place, day in enumerate(months)
    ]  # fmt: skip
    drinking = [
        {"place": "七一水库", "measured_on": day, "stage": "水源水", "grade": "Ⅱ类", "result": "达标", "ammonia": "0.08", "nitrate": "1.1"}
        for day in months[::3]
    ]  # fmt: skip
    rectification = [
        {"number": f"XM-{place + 1}", "source": "江西省生态环境保护督察", "problem": problem, "progress": progress, "state": state, "responsible": "玉山县水利局", "updated_on": today - timedelta(days=20 + place)}
        for place, (problem, progress, state) in enumerate((("个别河段岸线保洁不到位", "已清理岸线 6.2 公里，建立日常保洁制度", "已完成"), ("部分乡镇污水管网不完善", "新建管网 11 公里，其余年底前完成", "整改中")))
    ]  # fmt: skip
    rivers = [
        {"place": "信江玉山段", "measured_on": months[-1], "chief": "县级河长", "level": "县级", "work": "巡河 2 次，交办问题 3 个", "problems": "3 个问题已全部整改", "phone": "0793-2552331"}
    ]  # fmt: skip
    return (
        ("ecology", "air", "环境空气质量月报", air),
        ("ecology", "surface-water", "地表水环境质量月报", water),
        ("ecology", "drinking-water", "集中式饮用水水源水质", drinking),
        ("ecology", "rectification", "生态环境保护督察整改情况", rectification),
        ("water", "rivers", "河湖长制工作情况", rivers),
    )


def _local(today: date):
    affairs = [
        {"township": township, "village": village, "period": f"{today.year}年第三季度", "subject": "村级财务", "content": "本季度收入、支出和结余情况。", "income": Decimal(52000 + place * 800), "spending": Decimal(41000 + place * 950), "balance": Decimal(126000), "posted_on": date(today.year, 10, 12) if today >= date(today.year, 10, 12) else today}
        for place, (township, village) in enumerate(VILLAGES)
    ]  # fmt: skip
    services = [
        {"sector": "供水", "unit": "玉山县自来水公司", "subject": "价格收费", "heading": "居民生活用水价格", "content": "第一阶梯每立方米 1.95 元。", "price": Decimal("1.95"), "phone": "0793-2552331", "issued_on": today - timedelta(days=200)},
        {"sector": "供气", "unit": "玉山县天然气公司", "subject": "咨询投诉渠道", "heading": "服务热线和营业网点", "content": "24 小时抢修热线，营业厅三处。", "phone": "0793-2551234", "issued_on": today - timedelta(days=60)},
    ]  # fmt: skip
    return (
        ("zhangcun", "village-affairs", f"{today.year}年第三季度村务公开", affairs),
        ("housing", "enterprise", "供水、供气单位公开信息", services),
    )


def _month_back(today: date, back: int) -> date:
    month = today.year * 12 + today.month - 1 - back
    return date(month // 12, month % 12 + 1, 5)


# --- budgets ---

BODIES = (
    ("finance", "", 1.0),
    ("education", "", 6.4),
    ("education", "玉山县第一小学", 0.9),
)


def _budgets(cast, today: date) -> int:
    made = 0
    for back in (1, 0):
        for account, year in (("budget", today.year - back), ("final", today.year - 1 - back)):
            for organ, unit, scale in BODIES:
                _budget(
                    cast,
                    cast.organ(organ),
                    unit,
                    account,
                    year,
                    Decimal(str(scale)) * (Decimal("1.06") ** (year - today.year)),
                )
                made += 1
    return made


def _budget(cast, organ, unit: str, account: str, year: int, scale: Decimal) -> None:
    level = "unit" if unit else "department"
    approved_on = date(year, 2, 20) if account == "budget" else date(year + 1, 8, 28)
    approved_on = min(approved_on, timezone.localdate() - timedelta(days=12))
    at = timezone.make_aware(datetime.combine(approved_on + timedelta(days=12), datetime.min.time())) + timedelta(
        hours=10
    )
    at = min(at, timezone.now())
    word = "预算" if account == "budget" else "决算"
    report = BudgetReport(
        organ=organ,
        title=f"{year}年{unit or organ.name}{'单位' if unit else '部门'}{word}",
        disclosure=DisclosureAttribute.PROACTIVE,
        level=level,
        account=account,
        year=year,
        unit_name=unit,
        approved_on=approved_on,
        approved_by="玉山县财政局" if not unit else organ.name,
        tables=[_table(code, name, scale) for code, name in official_tables(level, account, year)],
        body=f"<h2>一、总体情况</h2><p>{year}年{unit or organ.name}收支平衡，支出主要用于履行职责和保障民生。</p><h2>二、“三公”经费</h2><p>严格执行中央八项规定精神，从严控制支出。</p>",
        performance="全部项目支出纳入绩效管理，重点项目绩效自评结果为优。",
    )
    cast.publish(publishing.create(report, by=cast.author, at=at), at)


def _money_text(base: int, scale: Decimal) -> str:
    return f"{(base * scale).quantize(Decimal('0.01'))}"


LINES = (
    ("205", "教育支出", 1180),
    ("208", "社会保障和就业支出", 132),
    ("210", "卫生健康支出", 46),
    ("221", "住房保障支出", 70),
)


def _table(code: str, name: str, scale: Decimal) -> dict:
    table = {"code": code, "name": name, "unit": "万元", "note": "", "total_problem": ""}
    whole = sum((Decimal(_money_text(money, scale)) for _, _, money in LINES), Decimal(0))
    if code in ("t8", "t9"):
        return table | {"columns": ["科目编码", "科目名称", "合计"], "rows": [], "note": "没有此项收支，故本表无数据。"}
    if "三公" in name:
        lines = (("因公出国（境）费", 0), ("公务接待费", 8), ("公务用车购置费", 0), ("公务用车运行维护费", 14))
        rows = [[line, _money_text(money, scale)] for line, money in lines]
        total = sum((Decimal(row[1]) for row in rows), Decimal(0))
        return table | {"columns": ["项目", "金额"], "rows": [["合计", str(total)], *rows]}
    if "收支" in name or "收入支出" in name:
        rows = [["一、财政拨款收入", str(whole), f"一、{LINES[0][1]}", _money_text(LINES[0][2], scale)]]
        numerals = "二三四"
        rows += [
            ["", "", f"{numerals[place]}、{line}", _money_text(money, scale)]
            for place, (_, line, money) in enumerate(LINES[1:])
        ]
        return table | {"columns": ["收入项目", "收入金额", "支出项目", "支出金额"], "rows": [*rows, ["收入总计", str(whole), "支出总计", str(whole)]]}  # fmt: skip
    rows = []
    for line_code, line, money in LINES:
        value = Decimal(_money_text(money, scale))
        basic = (value * Decimal("0.7")).quantize(Decimal("0.01"))
        rows.append([line_code, line, str(value), str(basic), str(value - basic)])
    total = ["", "合计", *(str(sum(Decimal(row[place]) for row in rows)) for place in (2, 3, 4))]
    return table | {"columns": ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], "rows": [total, *rows]}


DEMO_LOADERS = ((40, load_notices),)
