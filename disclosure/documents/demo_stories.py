"""Demonstration documents with a history: attached files, a repealed paper, a revision, a withdrawal, links."""

from datetime import date, timedelta

from disclosure.documents.demo_files import pdf_file, spreadsheet, word_file
from disclosure.documents.demo_texts import paragraphs
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.links import connect

SUBSIDY_TITLE = "玉山县农业农村局 玉山县财政局关于印发《2026年农机购置与应用补贴实施方案》的通知"
PLAN_TITLE = "玉山县人民政府办公室关于印发《玉山县2026年政务公开工作要点》的通知"
RECRUITED_TITLE = "玉山县2026年下半年事业单位公开招聘拟聘用人员公示"
PAYMENT_TITLE = "2026年耕地地力保护补贴发放结果公示（分乡镇汇总）"
INDICATORS_TITLE = "玉山县2026年前三季度主要经济指标"


def files_of(title: str) -> tuple:
    """(name, open file) of the attachments that a demonstration paper carries."""
    make = {
        SUBSIDY_TITLE: _subsidy_files,
        PLAN_TITLE: _plan_files,
        RECRUITED_TITLE: _recruited_files,
        PAYMENT_TITLE: _payment_files,
        INDICATORS_TITLE: _indicator_files,
    }.get(title)
    return make() if make else ()


def _subsidy_files():
    return (
        ("农机购置与应用补贴申请表.docx", word_file("农机购置与应用补贴申请表", "申请人：", "机具名称和型号：", "购机日期：", "所在乡镇、村：")),
        ("补贴机具补贴额一览表.xlsx", spreadsheet("补贴机具补贴额一览表", ("机具类别", "分档", "补贴额（元/台）"), ("轮式拖拉机", "50—60马力", 12600), ("水稻插秧机", "6行乘坐式", 24000), ("谷物烘干机", "批处理量10—20吨", 18500))),
        ("实施方案（下载版）.pdf", pdf_file("2026年农机购置与应用补贴实施方案", "一、补贴对象：从事农业生产的个人和农业生产经营组织。", "二、补贴标准：见附表。", "三、办理程序：购机、申请、审核公示、兑付。")),
    )  # fmt: skip


def _plan_files():
    return (
        ("政务公开重点任务分工表.xlsx", spreadsheet("2026年政务公开重点任务分工表", ("任务", "牵头单位", "完成时限"), ("标准目录逐项自查", "县政府办公室", "2026-06-30"), ("惠民惠农补贴公开到村", "县财政局、县农业农村局", "2026-09-30"), ("政务公开专区建设", "各乡镇（街道）", "2026-11-30"))),
    )  # fmt: skip


def _recruited_files():
    return (
        ("拟聘用人员汇总表.xlsx", spreadsheet("拟聘用人员汇总表（姓名按规定隐去）", ("岗位", "人数", "招聘单位"), ("小学语文教师", 12, "县教育体育局"), ("全科医生", 6, "县卫生健康委员会"), ("水利技术员", 3, "县水利局"))),
    )  # fmt: skip


def _payment_files():
    return (
        ("分乡镇发放汇总表.xlsx", spreadsheet("2026年耕地地力保护补贴分乡镇发放汇总表", ("乡镇", "户数", "面积（亩）", "金额（万元）"), ("岩瑞镇", 7812, 31260, 312.6), ("临湖镇", 6905, 28114, 281.14), ("樟村镇", 5377, 19802, 198.02))),
    )  # fmt: skip


def _indicator_files():
    return (
        ("主要经济指标.pdf", pdf_file("玉山县2026年前三季度主要经济指标", "地区生产总值218.4亿元，同比增长5.6%。", "社会消费品零售总额92.7亿元，同比增长6.1%。")),
    )  # fmt: skip


OLD_RULE = {
    "organ": "government",
    "genre": "normative",
    "title": "玉山县人民政府关于印发《玉山县惠民惠农补贴公开办法（试行）》的通知",
    "document_number": "玉府字〔2020〕11号",
    "document_type": "通知",
    "theme": "农业、林业、水利",
    "formed_on": date(2020, 5, 28),
    "effective_on": date(2020, 7, 1),
    "topic_codes": ["benefit-policy"],
    "keywords": "惠民惠农,补贴公开",
    "body": paragraphs(
        "各乡镇人民政府、街道办事处，县政府有关部门：",
        "现将《玉山县惠民惠农补贴公开办法（试行）》印发给你们，请认真执行。",
        "第一条　为规范惠民惠农补贴公开，制定本办法。",
        "第二条　补贴政策、对象和发放结果在乡镇公示栏公开，公示期不少于7日。",
        "第三条　本办法自2020年7月1日起试行。",
    ),
}
NEW_RULE = {
    "organ": "government",
    "genre": "normative",
    "title": "玉山县人民政府关于印发《玉山县惠民惠农补贴公开办法》的通知",
    "document_number": "玉府字〔2026〕7号",
    "document_type": "通知",
    "theme": "农业、林业、水利",
    "formed_on": date(2026, 8, 20),
    "effective_on": date(2026, 10, 1),
    "expires_on": date(2031, 9, 30),
    "topic_codes": ["benefit-policy"],
    "audiences": ["farmers"],
    "keywords": "惠民惠农,补贴公开",
    "summary": "补贴政策、申请指南、发放结果在平台和村公示栏同步公开，公开到村到社区。",
    "annotation": "此件主动公开",
    "addressed_to": "各乡镇人民政府、街道办事处，县政府有关部门",
    "body": paragraphs(
        "《玉山县惠民惠农补贴公开办法》已经县政府常务会议审议通过，现印发给你们，请认真执行。",
        "第一章　总则",
        "第一条　为规范惠民惠农补贴公开，保障群众知情权，制定本办法。",
        "第二条　本办法所称惠民惠农补贴，是指通过“一卡通”发放到户到人的财政补贴。",
        "第二章　公开内容",
        "第三条　公开内容包括政策依据、申请指南、补贴对象、补贴标准、发放结果和监督电话。",
        "第四条　发放结果公开到村、到社区；涉及个人隐私的内容按规定处理。",
        "第三章　公开方式和时限",
        "第五条　在本平台和村（居）公示栏同步公开。",
        "第六条　自信息形成或者变更之日起20个工作日内公开。",
        "第四章　附则",
        "第七条　本办法自2026年10月1日起施行，有效期5年。《玉山县惠民惠农补贴公开办法（试行）》（玉府字〔2020〕11号）同时废止。",
    ),
}
VENUE_NOTICE = {
    "organ": "service-centre",
    "genre": "notice",
    "title": "政务公开专区开放时间和服务内容",
    "formed_on": date(2026, 9, 1),
    "topic_codes": ["standard-catalogue"],
    "body": paragraphs("政务公开专区设在县政务服务中心一楼，工作日开放，提供信息查阅、依申请公开受理和政策咨询。"),
}
WRONG_NOTICE = {
    "organ": "commerce",
    "genre": "notice",
    "title": "2026年第四季度消费券发放安排（初稿）",
    "formed_on": date(2026, 10, 9),
    "body": paragraphs("第四季度分三轮发放消费券，具体时间另行通知。"),
}
RIGHT_NOTICE = {
    "organ": "commerce",
    "genre": "notice",
    "title": "2026年第四季度消费券发放安排",
    "formed_on": date(2026, 10, 12),
    "audiences": ["residents"],
    "body": paragraphs(
        "第四季度分三轮发放消费券，每轮投放100万元，通过银联云闪付领取。",
        "一、发放时间",
        "10月18日、11月15日、12月13日，每次10时开始。",
        "二、使用范围",
        "县域内参与活动的零售、餐饮门店，使用期为领取后7日。",
    ),
}


def tell_stories(cast, publish, moment) -> int:
    """Publish the papers above, repeal, revise and withdraw; join what belongs together. Returns how many papers."""
    old = publish(cast, 1985, **OLD_RULE)
    new = publish(cast, 68, **NEW_RULE)
    venue = publish(cast, 80, **VENUE_NOTICE)
    wrong, right = publish(cast, 46, **WRONG_NOTICE), publish(cast, 43, **RIGHT_NOTICE)
    cast.revise(
        old,
        "本文件由玉府字〔2026〕7号废止，标注有效性",
        moment(55),
        repealed_on="2026-10-01",
        repeal_basis="玉府字〔2026〕7号第七条",
        successor_id=new.pk,
    )
    cast.revise(
        venue,
        "增加周六上午开放",
        moment(21),
        body=venue.body.replace("工作日开放", "工作日和周六上午开放"),
    )
    actions.withdraw(
        wrong,
        by=cast.approver,
        reason="误将初稿公开，以正式发布的安排为准",
        authority="玉山县商务局",
        successor=right.get_absolute_url(),
        at=moment(43) + timedelta(minutes=20),
    )
    _join(cast, new, old)
    return 5


def _join(cast, new: Document, old: Document) -> None:
    """Links between papers; each is seen from both ends."""
    found = {document.title: document for document in Document.objects.all()}
    pairs = (
        (new, old, "repeals"),
        (found.get(PAYMENT_TITLE), new, "implements"),
        (found.get("惠民惠农补贴申请指南（2026年）"), new, "implements"),
        (found.get(SUBSIDY_TITLE), new, "relates"),
        (found.get("我县召开基层政务公开标准化规范化工作推进会"), found.get(PLAN_TITLE), "relates"),
        (found.get("玉山县人民政府办公室关于建立政策专员制度的通知"), found.get(PLAN_TITLE), "relates"),
    )
    for origin, target, relation in pairs:
        if origin is not None and target is not None:
            connect(origin, target, relation, by=cast.author)
