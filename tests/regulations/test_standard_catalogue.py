"""国办发〔2019〕54号 and 条例 第二十六条: every wording of 公开时限 is read whole, or listed as not understood."""

import pytest

from disclosure.catalogue import wordings
from disclosure.catalogue.law import PUB20
from disclosure.catalogue.loading import read_reference, shipped_items
from disclosure.catalogue.rules import EVENT, FORMATION, PERIODIC, judged_by, known_rule
from disclosure.catalogue.wordings import read_wording, understood
from yushan_portal.lib.periods import PeriodKind, Unit

# Reviewed by hand: what these cells ask for cannot be counted from their words.
NOT_UNDERSTOOD = {
    "信息确定后按规定公布",  # 按哪项规定、多少日，没有写
    "认定结果确定后在村、乡两级公示",  # 何时公示、公示多久，没有写
    "项目实施前后各20个工作日内",  # “实施前20个工作日内”是至少提前还是至多提前，没有写
}

W, B, R, Y, P, A, T, S, D, Q, E, U = (
    wordings.WITHIN,
    wordings.BEFORE,
    wordings.RECURRING,
    wordings.YEARLY_BY,
    wordings.PROMPT,
    wordings.AFTER,
    wordings.TOGETHER,
    wordings.STANDING,
    wordings.DISPLAY,
    wordings.ON_REQUEST,
    wordings.EXCEPTION,
    wordings.UNKNOWN,
)
WD, DAY, MON, YR, HR = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.HOURS

# wording → (kind, length, unit) of each clause: the whole table, so that no pattern can swallow another unseen.
TABLE = {
    "实时公开": [(P, 0, "")],
    "及时公开": [(P, 0, "")],
    "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示": [
        (W, 20, WD),
        (W, 7, WD),
    ],
    "信息形成或变更之日起20个工作日内": [(W, 20, WD)],
    "自收到评标报告之日起3日内公示,公示期不得少于3日": [(W, 3, DAY), (D, 3, DAY)],
    "行政处理决定作出之日起20个工作日内": [(W, 20, WD)],
    "随采购公告、采购文件公开": [(T, 0, "")],
    "及时公开,公告期限为5个工作日": [(P, 0, ""), (D, 5, WD)],
    "及时公开,公告期限为3个工作日": [(P, 0, ""), (D, 3, WD)],
    "及时公开,公示期限不得少于5个工作日": [(P, 0, ""), (D, 5, WD)],
    "随中标、成交结果同时公告": [(T, 0, "")],
    "中标、成交供应商确定之日起2个工作日内公告,公告期限为1个工作日": [(W, 2, WD), (D, 1, WD)],
    "合同签订之日起2个工作日内": [(W, 2, WD)],
    "验收结束之日起2个工作日内": [(W, 2, WD)],
    "完成并履行有关报审程序后5个工作日内": [(W, 5, WD)],
    "每年3月31日前": [(Y, 1, YR)],
    "投标、拍卖或者挂牌开始日前20日": [(B, 20, DAY)],
    "招标拍卖挂牌活动结束后10个工作日内": [(W, 10, WD)],
    "投标截止日、拍卖日或挂牌起始日20个工作日前": [(B, 20, WD)],
    "发出中标通知书或签订成交确认书后5个工作日内": [(W, 5, WD)],
    "正式披露前,预披露时间不少于20个工作日": [(D, 20, WD)],
    "披露时间不少于20个工作日": [(D, 20, WD)],
    "交易合同生效后公告,公告期不少于5个工作日": [(A, 0, ""), (D, 5, WD)],
    "本级人民代表大会或其常务委员会批准后20日内": [(W, 20, DAY)],
    "本级政府财政部门批复后20日内": [(W, 20, DAY)],
    "每年6月底前公开截至上年末信息": [(Y, 1, YR)],
    "按进展情况及时公开": [(P, 0, "")],
    "重大决策作出后及时公开": [(P, 0, "")],
    "提前一周发通知邀请": [(B, 7, DAY)],
    "征集期满后7个工作日内": [(W, 7, WD)],
    "按进展情况及时公开,预警信息实时公开": [(P, 0, ""), (P, 0, "")],
    "按月公开": [(R, 1, MON)],
    "作出行政决定之日起7个工作日内": [(W, 7, WD)],
    "企业或单位欠税每季公告一次；个体工商户等每半年公告一次；走逃失踪户随时公告": [
        (R, 3, MON),
        (R, 6, MON),
        (P, 0, ""),
    ],
    "信息确定后按规定公布": [(U, 0, "")],
    "信息形成或变更之日起20个工作日内,法律法规另有规定的除外": [(W, 20, WD), (E, 0, "")],
    "在实地启动拟征收土地工作时在村公示栏公开；收到征地批准文件之日起10个工作日内在政府网站公开": [
        (A, 0, ""),
        (W, 10, WD),
    ],
    "现状调查结束后5个工作日内在村公示栏公开": [(W, 5, WD)],
    "公告时间不少于30日": [(D, 30, DAY)],
    "听证通知书在组织听证7个工作日前公开；其他听证内容依申请公开": [(B, 7, WD), (Q, 0, "")],
    "收到征地批准文件之日起10个工作日内": [(W, 10, WD)],
    "补偿登记结束后及时在村公示栏公开": [(P, 0, "")],
    "自征收土地公告之日起45日内": [(W, 45, DAY)],
    "方案批准之日起10个工作日内": [(W, 10, WD)],
    "费用支付完毕后5个工作日内在村公示栏公开；凭证依申请公开": [(W, 5, WD), (Q, 0, "")],
    "自收到申请之日起20个工作日内公开": [(W, 20, WD)],
    "信息形成或变更之日起20个工作日内；征求意见期限不得少于30日": [(W, 20, WD), (D, 30, DAY)],
    "信息获取(形成、变更)20个工作日内": [(W, 20, WD)],
    "信息形成(变更)20个工作日内": [(W, 20, WD)],
    "按季度(月)公开": [(R, 3, MON), (R, 1, MON)],
    "信息形成之日起20个工作日内": [(W, 20, WD)],
    "分配结果确定后20个工作日内": [(W, 20, WD)],
    "认定结果确定后在村、乡两级公示": [(U, 0, "")],
    "年度任务完成后20个工作日内": [(W, 20, WD)],
    "长期公开(动态调整)": [(S, 0, "")],
    "每年3月底前确定并公布": [(Y, 1, YR)],
    "按月、按季度公开,空气质量实时公开": [(R, 1, MON), (R, 3, MON), (P, 0, "")],
    "自制作或获取该信息之日起20个工作日内公开": [(W, 20, WD)],
    "制作或获取信息之日起7个工作日内": [(W, 7, WD)],
    "年度计划完成后20个工作日内": [(W, 20, WD)],
    "项目实施前后各20个工作日内": [(U, 0, "")],
    "灾情核定后及时公开": [(P, 0, "")],
    "评议结束后公示7个工作日": [(D, 7, WD)],
    "按年度公开；重大灾害及时公开": [(R, 1, YR), (P, 0, "")],
    "年度终了后公开": [(A, 0, "")],
    "信息形成或变更之日起7个工作日内": [(W, 7, WD)],
    "行政处罚决定形成之日起20个工作日内": [(W, 20, WD)],
    "除处罚决定外其他内容：长期公开(动态调整)；处罚决定：20个工作日内": [(S, 0, ""), (W, 20, WD)],
    "公开事项信息形成或变更之日起20个工作日内公开": [(W, 20, WD)],
    "制定或获取信息之日起10个工作日内": [(W, 10, WD)],
    "制定或获取信息之日起10个工作日内；公示7个工作日": [(W, 10, WD), (D, 7, WD)],
    "制定或获取文件之日起10个工作日内": [(W, 10, WD)],
    "制定或获取扶持政策措施之日起10个工作日内": [(W, 10, WD)],
    "制定或获取指南之日起10个工作日内": [(W, 10, WD)],
    "制定或获取备案政策之日起10个工作日内": [(W, 10, WD)],
    "制定或获取扶持补贴政策之日起10个工作日内": [(W, 10, WD)],
    "制定或获取补贴政策之日起10个工作日内": [(W, 10, WD)],
    "每20个工作日更新": [(R, 20, WD)],
    "形成或者变更之日起20个工作日内予以公开": [(W, 20, WD)],
    "信息形成或者变更之日起20个工作日内；法律、法规对公开期限另有规定的从其规定": [(W, 20, WD), (E, 0, "")],
    "信息形成(变更)3个工作日内,公示时间不少于7个工作日": [(W, 3, WD), (D, 7, WD)],
    "自信息形成或者变更之日起20个工作日内予以公开；结果信息自形成或者变更之日起7个工作日内予以公开": [
        (W, 20, WD),
        (W, 7, WD),
    ],
    "自信息形成或者变更之日起20个工作日内予以公开": [(W, 20, WD)],
    "20个工作日": [(W, 20, WD)],
    "至少每季度公开一次": [(R, 3, MON)],
    "计划停水提前24小时通知": [(B, 24, HR)],
    "批前公示不得少于30日；规划批准后20个工作日内公布": [(D, 30, DAY), (W, 20, WD)],
    "规划批准后20个工作日内": [(W, 20, WD)],
    "批前公示时间不少于7日": [(D, 7, DAY)],
    "7个工作日": [(W, 7, WD)],
}


def all_wordings():
    return {row["deadline_text"] for row in shipped_items()}


def test_the_reference_holds_26_domains_and_681_items_with_codes_of_their_own():
    items, domains = shipped_items(), read_reference("domains.csv")
    assert [row["domain_no"] for row in domains] == [f"{number:02d}" for number in range(1, 27)]
    assert len(items) == len({row["item_code"] for row in items}) == 681
    assert all(row["item_code"].startswith(row["domain_no"]) for row in items)
    assert {row["domain_no"] for row in items} == {row["domain_no"] for row in domains}
    assert all(len(row["introduction"]) > 60 for row in domains)


def test_every_distinct_wording_is_in_the_table():
    assert all_wordings() == set(TABLE)


@pytest.mark.parametrize("text", TABLE)
def test_the_wording_reads_as_the_table_says(text):
    assert [(limit.kind, limit.length, str(limit.unit)) for limit in read_wording(text)] == TABLE[text]


def test_the_list_of_wordings_not_understood_is_exactly_the_reviewed_one():
    assert {text for text in all_wordings() if not understood(text)} == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "另行通知",
        "信息形成之日起若干日内",
        "某事发生之日起20个工作日内",
        "20个工作日左右",
        "每年13月1日前",
        "信息形成20天内",
    ],
)
def test_nothing_is_guessed(text):
    assert not understood(text)


def test_a_length_of_display_is_never_a_time_limit():
    for text in all_wordings():
        for limit in read_wording(text):
            if limit.kind == D:
                assert limit.period("X", "").kind == PeriodKind.MIN
    assert judged_by("披露时间不少于20个工作日", "other:披露不少于20个工作日").period is PUB20


def test_working_days_and_days_are_kept_apart():
    assert read_wording("本级政府财政部门批复后20日内")[0].unit == Unit.DAYS
    assert read_wording("信息形成之日起20个工作日内")[0].unit == Unit.WORKING_DAYS


def test_one_cell_may_hold_a_limit_for_an_element_and_one_for_a_channel():
    general, penalty = read_wording("除处罚决定外其他内容：长期公开(动态调整)；处罚决定：20个工作日内")
    assert (penalty.scope, penalty.length) == ("处罚决定", 20)
    board, website = read_wording(
        "在实地启动拟征收土地工作时在村公示栏公开；收到征地批准文件之日起10个工作日内在政府网站公开"
    )
    assert board.channel == "社区/企事业单位/村公示栏" and website.channel == "政府网站"


def test_article_26_twenty_working_days_bind_where_the_wording_gives_no_length():
    for rule in ("realtime", "other:及时公开", "workdays:20"):
        judgement = judged_by("及时公开", rule)
        assert judgement.basis == FORMATION and judgement.period is PUB20
    assert (PUB20.length, PUB20.unit) == (20, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("text", "rule", "basis", "words"),
    [
        ("按月公开", "month:1", PERIODIC, "每月"),
        ("至少每季度公开一次", "quarterly", PERIODIC, "每季度"),
        ("年度终了后公开", "yearly", PERIODIC, "每年"),
        ("每年3月31日前", "yearly", PERIODIC, "每年3月31日前"),
        ("每年6月底前公开截至上年末信息", "yearly", PERIODIC, "每年6月30日前"),
        ("每20个工作日更新", "other:每20个工作日更新", PERIODIC, "每20个工作日"),
        ("提前一周发通知邀请", "on_event:会议召开前7日", EVENT, "7日前"),
        ("计划停水提前24小时通知", "on_event:计划停水24小时前", EVENT, "1日前"),
        ("自征收土地公告之日起45日内", "on_event:征收土地公告之日起45日内", EVENT, "45日"),
        ("投标、拍卖或者挂牌开始日前20日", "on_event:投标、拍卖或挂牌开始日前20日", EVENT, "20日前"),
        # the ten working days of the second clause run from another event and do not answer for this one
        (
            "在实地启动拟征收土地工作时在村公示栏公开；收到征地批准文件之日起10个工作日内在政府网站公开",
            "on_event:实地启动拟征收土地工作时",
            EVENT,
            "20个工作日",
        ),
        ("7个工作日", "workdays:7", FORMATION, "7个工作日"),
        ("本级政府财政部门批复后20日内", "days:20", FORMATION, "20日"),
    ],
)
def test_what_an_item_is_judged_by(text, rule, basis, words):
    judgement = judged_by(text, rule)
    assert (judgement.basis, judgement.words) == (basis, words)


def test_every_rule_of_the_reference_is_in_a_known_form_and_agrees_with_its_wording():
    for row in shipped_items():
        assert known_rule(row["deadline_rule"]), row["item_code"]
        judgement = judged_by(row["deadline_text"], row["deadline_rule"])
        lengths = {
            limit.length for limit in read_wording(row["deadline_text"]) if limit.kind == W and limit.from_formation
        }
        if judgement.basis == FORMATION and lengths:
            assert judgement.period.length in lengths, row["item_code"]


def test_the_thirteen_channels_are_the_official_ones():
    from disclosure.catalogue.law import CHANNELS

    assert len(CHANNELS) == 13
    assert {name for row in shipped_items() for name in row["channels"]} <= set(CHANNELS)
