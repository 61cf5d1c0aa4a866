"""Done-line 2: lifted text is told from one's own: copied, lightly reworded and original paragraphs separate."""

import pytest

from interpretations.copying import Source, compare, readability, sentences_of

SOURCES = {
    "subsidy": (
        "为落实国家农机购置与应用补贴政策，结合我县实际，制定本方案。从事农业生产的个人和农业生产经营组织可以申请补贴。"
        "购机者自主选择机具并付全款，凭购机发票和身份证明向所在地乡镇便民服务中心提出申请。"
        "县农业农村局自受理之日起十五个工作日内完成审核，审核结果在政府网站和村务公示栏公示，公示期不少于五个工作日。"
        "公示无异议的，由县财政局通过惠民惠农一卡通将补贴资金直接兑付给购机者。"
        "任何单位和个人不得指定购机地点或者经销企业，不得以任何理由截留、挪用补贴资金。"
    ),
    "schooling": (
        "义务教育阶段公办学校实行划片招生、免试就近入学，任何学校不得组织任何形式的选拔性考试。"
        "适龄儿童、少年的法定监护人应当在规定时间内通过网上平台登记报名，并如实提供户口簿、不动产权证书等材料。"
        "进城务工人员随迁子女凭监护人的居住证和务工经商证明，由居住地所在学区统筹安排入学。"
        "民办学校招生纳入审批地统一管理，与公办学校同步招生；报名人数超过招生计划的，实行电脑随机录取。"
        "各学校要建立招生工作责任制，严禁收取与入学挂钩的赞助费、捐资助学款。"
    ),
    "water": (
        "为保护饮用水水源，保障人民群众饮水安全，根据有关法律法规，现就加强集中式饮用水水源地保护有关事项通告如下。"
        "在一级保护区内禁止新建、改建、扩建与供水设施和保护水源无关的建设项目，禁止从事网箱养殖、旅游、游泳、垂钓。"
        "在二级保护区内禁止设置排污口，已建成的排放污染物的建设项目由县人民政府责令限期拆除或者关闭。"
        "任何单位和个人发现污染饮用水水源的行为，有权向生态环境主管部门举报，主管部门应当及时调查处理。"
        "县水利局负责水源地水量调度和取水口安全防护设施的日常管理维护。"
    ),
    "assistance": (
        "共同生活的家庭成员人均收入低于当地最低生活保障标准，且家庭财产状况符合规定条件的，可以申请最低生活保障。"
        "乡镇人民政府应当通过入户调查、邻里访问、信函索证等方式核实申请人的家庭收入和财产状况。"
        "对批准给予最低生活保障的家庭，按月发给最低生活保障金，并在申请人居住地公布。"
        "家庭人口、收入和财产状况发生变化的，应当及时告知乡镇人民政府，由其提出增发、减发或者停发的意见。"
        "对无正当理由连续三次拒绝接受介绍工作的人员，应当减发或者停发其本人的最低生活保障金。"
    ),
}
REWORDED = {
    "subsidy": (
        "为了落实国家农机购置与应用补贴的政策，我县结合实际制定了这个方案。凡从事农业生产的个人和农业经营组织，都可以申请补贴。",
        "购机者自己选择机具并先付全款，再凭发票和身份证明到所在地的乡镇便民服务中心提出申请。",
        "县农业农村局自受理起十五个工作日内完成审核，结果在政府网站和村公示栏公示，公示期不少于五个工作日。",
        "公示没有异议的，县财政局通过惠民惠农一卡通把补贴资金直接兑付给购机的人。",
    ),
    "schooling": (
        "义务教育公办学校实行划片招生和免试就近入学，学校不得组织任何选拔性考试。",
        "适龄儿童少年的监护人要在规定时间里通过网上平台登记报名，如实提供户口簿、不动产权证书等材料。",
        "务工人员随迁子女凭监护人居住证和务工经商证明，由居住地学区统筹安排入学。",
        "民办学校与公办学校同步招生，报名人数超过计划的，实行电脑随机录取。",
    ),
    "water": (
        "为了保护饮用水水源、保障群众饮水安全，根据法律法规，现就集中式饮用水水源地的保护通告如下。",
        "一级保护区里禁止新建、改建、扩建和供水设施、保护水源无关的项目，禁止网箱养殖、旅游、游泳和垂钓。",
        "二级保护区里禁止设置排污口，已经建成的排放污染物的项目由县政府责令限期拆除或关闭。",
        "单位和个人发现污染饮用水水源的，有权向生态环境部门举报，部门应当及时调查处理。",
    ),
    "assistance": (
        "共同生活的家庭成员人均收入低于当地低保标准、家庭财产状况也符合规定的，可以申请最低生活保障。",
        "乡镇政府通过入户调查、邻里访问、信函索证等办法核实申请人家庭收入和财产状况。",
        "批准给予最低生活保障的家庭，按月发给保障金，并在居住地公布。",
        "家庭人口、收入、财产发生变化的，要及时告知乡镇政府，由其提出增发、减发或停发意见。",
    ),
}
ORIGINAL = {
    "subsidy": (
        "老张想买一台插秧机，店里标价六万。他先把钱付了，回家用手机拍下发票传上去，一个月后卡里多了两万四。",
        "补多少只看机器的档次，跟您家有几亩田、是不是贫困户没有关系。买哪家的货您说了算。",
        "去年一户最多报两台，今年放宽到四台；去年烘干机不在单子里，今年加上了。",
        "如果有人跟您说必须去他那里买才给补，别信，打热线告诉我们。",
    ),
    "schooling": (
        "简单说，家门口的小学就是您孩子的小学，不用考、不用托人，也不用交一分钱择校费。",
        "王女士在城南租房，老家在外省。她带着居住证和厂里开的证明，七月中旬在手机上填了表，八月就收到了通知。",
        "往年家长凌晨去排队，今年坐在家里点几下就行，复印件也少要了四样。",
        "想读民办又怕选不上？放心，两边可以同时报，摇号没中照样回片区读。",
    ),
    "water": (
        "七一水库是全县一大半人的水缸。过去周末常有人在坝上钓鱼、烧烤，塑料袋漂得到处都是。",
        "从十二月起，水边拉了网、装了摄像头，下水的、钓鱼的先劝离，不听的再罚。",
        "库区里还有三家老养鸭棚，政府出钱帮着搬，搬完每户补四万块。",
        "您要是看见有人往沟里倒脏东西，拍张照片发给我们，核实了有奖励。",
    ),
    "assistance": (
        "村里的李大爷一个月只有四百来块，儿子在外也不宽裕，这次他家每月能多领两百六。",
        "原来就在领的，什么手续都不用办，钱自己会到存折上；只差一点没批上的，现在可以再来试试。",
        "有人担心申请了被邻居议论，我们只贴姓氏和门牌，别的都不写。",
        "要是找到工作、收入高了也别急着退，我们会留三个月缓一缓。",
    ),
}


def pairs():
    """(share, lifted) for every paragraph against its source."""
    for topic, source in SOURCES.items():
        prepared = Source(source)
        for sentence in sentences_of(source):
            yield prepared.share(sentence), True
        for paragraph in REWORDED[topic]:
            yield compare(paragraph, source).sentences and _share(prepared, paragraph), True
        for paragraph in ORIGINAL[topic]:
            yield _share(prepared, paragraph), False


def _share(prepared, paragraph):
    rows = [(prepared.share(row), len(row)) for row in sentences_of(paragraph)]
    return sum(share * size for share, size in rows) / sum(size for _, size in rows)


def area_under_curve(scored):
    lifted = [share for share, label in scored if label]
    own = [share for share, label in scored if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in lifted for b in own)
    return wins / (len(lifted) * len(own))


def test_copied_and_reworded_paragraphs_separate_from_original_ones():
    scored = list(pairs())
    assert len(scored) >= 50
    assert area_under_curve(scored) >= 0.95


def test_lightly_reworded_alone_still_separate():
    scored = []
    for topic, source in SOURCES.items():
        prepared = Source(source)
        scored += [(_share(prepared, paragraph), True) for paragraph in REWORDED[topic]]
        scored += [(_share(prepared, paragraph), False) for paragraph in ORIGINAL[topic]]
    assert area_under_curve(scored) >= 0.95


@pytest.mark.parametrize("topic", SOURCES)
def test_a_copied_text_is_flagged_and_an_original_one_is_not(topic):
    assert compare(SOURCES[topic], SOURCES[topic]).too_much
    assert compare("".join(REWORDED[topic]), SOURCES[topic]).too_much
    assert not compare("".join(ORIGINAL[topic]), SOURCES[topic]).too_much


def test_the_name_of_the_paper_and_short_words_do_not_count():
    source = "关于印发农机购置与应用补贴实施方案的通知如下。"
    assert compare("《农机购置与应用补贴实施方案》说了三件事。", source).ratio < 0.5
    assert compare("通知。", source).ratio == 0
    assert compare("", source).ratio == 0


def test_long_sentences_and_official_words_are_named():
    hints = readability("进一步贯彻落实有关规定，" + "做好各项工作" * 10 + "。")
    assert any("拆开" in hint for hint in hints) and any("进一步" in hint for hint in hints)
    assert readability("买机器先付钱。钱一个月到账。") == []
