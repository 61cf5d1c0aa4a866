"""Texts of the demonstration documents: fictional, in the form that real papers have. (days ago, fields)."""

from datetime import date


def paragraphs(*lines: str) -> str:
    """Paragraphs; a first line that ends with a colon is the addressee (主送机关)."""
    first = '<p class="addressed-to">' if lines[0].endswith("：") and len(lines[0]) < 60 else "<p>"
    return f"{first}{lines[0]}</p>" + "".join(f"<p>{line}</p>" for line in lines[1:])


def signed(body: str, organs: list[str], formed_on: date) -> str:
    """A paper's text with 署名 and 成文日期 below."""
    lines = [*organs, f"{formed_on.year}年{formed_on.month}月{formed_on.day}日"]
    return body + "".join(f'<p class="signature">{line}</p>' for line in lines)


GUIDE = (
    "<h2>一、公开内容</h2><p>{organ}主动公开机构职能、政策文件、规划计划、财政预决算、行政许可和行政处罚等信息。</p>"
    "<h2>二、获取方式</h2><p>可以在本平台查询、下载，也可以到县档案馆、县图书馆和县政务服务中心的查阅点查阅。</p>"
    "<h2>三、依申请公开</h2><p>没有主动公开的信息，可以当面、邮寄或者通过网站向{organ}提出申请，写明姓名或者名称、身份证明、联系方式，"
    "所需信息的名称、文号或者便于查询的特征，以及获取信息的方式、途径。收到申请之日起20个工作日内答复。</p>"
    "<h2>四、监督方式</h2><p>认为{organ}不依法履行公开义务的，可以向玉山县人民政府办公室投诉、举报。</p>"
)

RULE = (
    "<h2>一、主动公开制度</h2><p>{organ}制作或者保存的政府信息，属于主动公开范围的，自形成或者变更之日起20个工作日内公开。</p>"
    "<h2>二、公开前审查</h2><p>坚持“先审查、后公开”，由经办人提出公开属性意见，保密审查员审查，负责人签发。</p>"
    "<h2>三、依申请公开办理</h2><p>统一登记、按期答复，答复文书由法制人员审核。</p>"
    "<h2>四、监督保障</h2><p>每季度自查一次，对错误信息及时更正，年底公开年度报告。</p>"
)
REPORT = (
    "<h2>一、总体情况</h2><p>2025年，{organ}按照条例要求主动公开职责范围内的政府信息，未发生因公开不及时引发的投诉。</p>"
    "<h2>二、主动公开政府信息情况</h2><p>全年主动公开信息36条，其中政策文件4条、通知公告18条、办事指南6条。</p>"
    "<h2>三、收到和处理政府信息公开申请情况</h2><p>本年度新收政府信息公开申请0件，上年结转0件。</p>"
    "<h2>四、政府信息公开行政复议、行政诉讼情况</h2><p>本年度没有因政府信息公开被申请行政复议、提起行政诉讼。</p>"
    "<h2>五、存在的主要问题及改进情况</h2><p>政策解读形式不够丰富。已增设政策专员，改进图解和问答。</p>"
    "<h2>六、其他需要报告的事项</h2><p>本年度未收取信息处理费。</p>"
)
SAID = (
    "已按规定办理并公开，相关文件可以在本平台检索、下载，也可以到政务公开专区查阅。",
    "执行国家和省统一标准，本期没有调整；如有变动，自变动之日起20个工作日内更新。",
    "由{organ}负责组织实施，办理结果在本平台和单位公示栏同步公开。",
    "本期按计划完成，未收到投诉举报。监督电话：12345。",
)
"""What an element of a catalogue item may say in a demonstration."""

PLAN_2026 = paragraphs(
    "各乡镇人民政府、街道办事处，县政府各部门，县直各单位：",
    "为深化政务公开，现将2026年工作安排通知如下，请结合实际落实。",
    "一、做好政策公开和解读",
    "（一）及时公开政策文件。涉及群众切身利益的文件自形成之日起20个工作日内公开，并标明有效性。",
    "（二）解读与文件同步。解读材料与文件同步组织、同步审签、同步部署，在文件公开后3个工作日内发布。",
    "二、推进重点领域信息公开",
    "（一）财政信息。政府预算、决算和部门预算、决算在批准后20日内公开，所属单位同步公开。",
    "（二）惠民惠农补贴。补贴政策、申请指南、发放结果公开到村、到社区。",
    "（三）生态环境。按月公开空气质量、集中式饮用水水源水质，按季度公开河湖长制落实情况。",
    "三、提升平台服务",
    "（一）用好标准目录。26个领域的公开事项与公开内容逐项对应，方便群众按事项查询。",
    "（二）办好政务公开专区。各乡镇（街道）便民服务中心提供查阅、申请受理和政策咨询。",
)

SUBSIDY = (
    paragraphs(
        "各乡镇（街道）、有关单位：",
        "为落实国家农机购置与应用补贴政策，结合我县实际，制定本方案。",
        "一、补贴对象",
        "从事农业生产的个人和农业生产经营组织。",
        "二、补贴标准",
    )
    + "<table><caption>部分机具补贴标准</caption><thead><tr><th>机具类别</th><th>分档</th><th>补贴额（元/台）</th></tr></thead><tbody>"
    "<tr><td>轮式拖拉机</td><td>50—60马力</td><td>12,600</td></tr><tr><td>水稻插秧机</td><td>6行乘坐式</td><td>24,000</td></tr>"
    "<tr><td>谷物烘干机</td><td>批处理量10—20吨</td><td>18,500</td></tr></tbody></table>"
    + paragraphs(
        "三、办理程序",
        "（一）自主购机。购机者自主选择机具并付全款。",
        "（二）提出申请。可以通过手机端或者到乡镇便民服务中心提交申请。",
        "（三）审核公示。县农业农村局自受理之日起15个工作日内审核，结果在平台和村公示栏公示。",
        "（四）兑付资金。县财政局通过惠民惠农“一卡通”兑付。",
    )
)

PAPERS = (
    (2, {"organ": "gov-office", "genre": "policy", "title": "玉山县人民政府办公室关于印发《玉山县2026年政务公开工作要点》的通知", "document_number": "玉府办字〔2026〕21号", "document_type": "通知", "theme": "综合政务", "body": PLAN_2026, "keywords": "政务公开,工作要点", "annotation": "此件主动公开", "summary": "2026年全县政务公开的任务、分工和时限。"}),
    (6, {"organ": "agriculture", "genre": "policy", "title": "玉山县农业农村局 玉山县财政局关于印发《2026年农机购置与应用补贴实施方案》的通知", "document_number": "玉农字〔2026〕12号", "document_type": "通知", "theme": "农业、林业、水利", "body": SUBSIDY, "item_codes": ["22-01-01"], "topic_codes": ["benefit-policy"], "co_organ_codes": ["finance"], "audiences": ["farmers"], "keywords": "农机补贴,惠农", "summary": "补贴对象、标准、申请和兑付办法。"}),
    (12, {"organ": "government", "genre": "normative", "title": "玉山县人民政府关于加强集中式饮用水水源地保护的通告", "document_number": "玉府字〔2026〕9号", "document_type": "通告", "theme": "城乡建设、环境保护", "effective_on": date(2026, 12, 1), "body": paragraphs("为保护饮用水水源，保障群众饮水安全，现就有关事项通告如下：", "一、保护范围", "七一水库、下会坑水库等水源地的一级、二级保护区和准保护区。", "二、禁止行为", "（一）在一级保护区内游泳、垂钓或者从事可能污染水体的活动。", "（二）在保护区内设置排污口、倾倒垃圾。", "三、法律责任", "违反本通告的，由有关部门依法处理。", "四、施行日期", "本通告自2026年12月1日起施行，有效期5年。"), "expires_on": date(2031, 11, 30), "topic_codes": ["env-drinking"], "keywords": "饮用水,水源地保护"}),
    (40, {"organ": "civil-affairs", "genre": "policy", "title": "玉山县民政局关于调整2026年城乡居民最低生活保障标准的通知", "document_number": "玉民字〔2026〕18号", "document_type": "通知", "theme": "民政、扶贫、救灾", "item_codes": ["19-02-01"], "audiences": ["low-income"], "body": paragraphs("各乡镇人民政府、街道办事处：", "经县政府同意，自2026年7月1日起调整城乡居民最低生活保障标准。", "一、城市低保标准", "每人每月由930元提高到960元。", "二、农村低保标准", "每人每月由720元提高到760元。", "三、工作要求", "各地要及时完成核算，按月足额发放。"), "keywords": "低保,社会救助"}),
    (75, {"organ": "education", "genre": "policy", "title": "玉山县教育体育局关于做好2026年义务教育阶段学校招生入学工作的通知", "document_number": "玉教体字〔2026〕31号", "document_type": "通知", "theme": "科技、教育", "item_codes": ["23-01-02"], "audiences": ["students"], "body": paragraphs("各中小学校：", "一、招生原则", "公办学校划片免试就近入学，民办学校同步招生。", "二、报名时间", "2026年7月10日至7月20日，通过赣服通网上报名或到校登记。", "三、所需材料", "户口簿、房产证明或者居住证；随迁子女另提供务工或者经商证明。", "四、监督", "严禁提前招生、收取与入学挂钩的费用。"), "keywords": "义务教育,招生"}),
    (130, {"organ": "gov-office", "genre": "policy", "title": "玉山县人民政府办公室关于建立政策专员制度的通知", "document_number": "玉府办字〔2026〕6号", "document_type": "通知", "theme": "综合政务", "body": paragraphs("为方便群众和企业了解政策，建立政策专员制度。", "一、设立政策专员", "各单位信息员担任政策专员，负责本单位政策的咨询和解读。", "二、一号答", "依托政务公开专区和本平台，统一受理、分头答复。"), "keywords": "政策专员,一号答"}),
    (1990, {"organ": "gov-office", "genre": "policy", "title": "玉山县人民政府办公室关于印发《玉山县2020年政务公开工作方案》的通知", "document_number": "玉府办字〔2020〕18号", "document_type": "通知", "theme": "综合政务", "formed_on": date(2020, 5, 28), "expires_on": date(2020, 12, 31), "body": paragraphs("现将《玉山县2020年政务公开工作方案》印发给你们，请认真组织实施。", "一、工作目标", "提高政务公开质量。", "二、组织保障", "加强督查。")}),
    (0, {"organ": "gov-office", "genre": "news", "title": "我县召开基层政务公开标准化规范化工作推进会", "body": paragraphs("11月24日，我县召开推进会，总结前三季度工作，部署标准目录梳理、惠民惠农补贴公开和政务公开专区建设。", "会议要求，各单位对照标准目录逐项自查，年底前补齐缺项。"), "topic_codes": ["standard-catalogue"]}),
    (1, {"organ": "agriculture", "genre": "news", "title": "晚稻收割进入尾声 全县机收率达97%", "body": paragraphs("截至11月23日，全县晚稻收割面积达23.6万亩，机收率97%。县农业农村局组织农机手跨乡镇作业，保障颗粒归仓。")}),
    (3, {"organ": "bingxi", "genre": "news", "title": "冰溪街道便民服务中心延长周末服务时间", "body": paragraphs("自本周起，冰溪街道便民服务中心周六上午照常受理社保、医保、民政业务，政务公开专区同步开放。")}),
    (8, {"organ": "transport", "genre": "news", "title": "玉山至怀玉公路改造工程通车", "body": paragraphs("11月16日，玉山至怀玉公路改造工程全线通车，沿线6个行政村出行时间缩短约20分钟。")}),
    (1, {"organ": "water", "genre": "notice", "title": "关于11月26日夜间临时停水的公告", "body": paragraphs("因主管网检修，11月26日22时至27日5时，冰溪街道部分小区停水。请提前储水，恢复供水后先放水数分钟再使用。", "服务热线：12345。"), "audiences": ["residents"]}),
    (4, {"organ": "hrss", "genre": "personnel", "title": "玉山县2026年下半年事业单位公开招聘拟聘用人员公示", "body": paragraphs("经笔试、面试、体检、考察，现将拟聘用人员名单予以公示，公示期7个工作日。名单见附表，个人信息已按规定隐去。", "监督电话：12345。")}),
    (9, {"organ": "ecology", "genre": "notice", "title": "玉山县2026年10月环境空气质量状况", "topic_codes": ["env-air"], "item_codes": ["10-01-01"], "body": paragraphs("2026年10月，县城环境空气质量优良天数30天，优良率96.8%。") + "<table><caption>主要污染物浓度</caption><thead><tr><th>指标</th><th>浓度</th><th>同比</th></tr></thead><tbody><tr><td>PM2.5（微克/立方米）</td><td>22</td><td>下降8.3%</td></tr><tr><td>PM10（微克/立方米）</td><td>41</td><td>下降4.7%</td></tr><tr><td>臭氧（微克/立方米）</td><td>128</td><td>上升1.6%</td></tr></tbody></table>"}),
    (15, {"organ": "water", "genre": "notice", "title": "玉山县2026年第三季度河湖长制工作落实情况", "topic_codes": ["env-rivers"], "body": paragraphs("第三季度，县级河湖长巡河42次，乡级巡河386次，发现并整改问题57个。")}),
    (18, {"organ": "ecology", "genre": "notice", "title": "玉山县2026年第三季度集中式饮用水水源水质状况", "topic_codes": ["env-drinking"], "body": paragraphs("七一水库水源地、下会坑水库水源地水质均达到Ⅱ类，达标率100%。")}),
    (22, {"organ": "agriculture", "genre": "notice", "title": "玉山县农村生活污水治理设施运行情况（2026年第三季度）", "topic_codes": ["env-sewage"], "body": paragraphs("全县128处农村生活污水处理设施正常运行，出水水质抽检合格率94.5%。")}),
    (28, {"organ": "ecology", "genre": "notice", "title": "玉山县2026年上半年辐射环境质量状况", "topic_codes": ["env-radiation"], "body": paragraphs("上半年，县域环境γ辐射剂量率处于天然本底涨落范围。")}),
    (35, {"organ": "ecology", "genre": "notice", "title": "玉山县落实省级生态环境保护督察反馈问题整改进展", "topic_codes": ["env-inspection"], "body": paragraphs("反馈的11项问题已完成整改9项，其余2项按时序推进。")}),
    (45, {"organ": "ecology", "genre": "notice", "title": "玉山县2026年第三季度地表水环境质量状况", "topic_codes": ["env-water"], "body": paragraphs("信江玉山段国考断面水质达到Ⅱ类，优良率100%。")}),
    (20, {"organ": "market", "genre": "policy", "title": "玉山县建设高标准市场体系行动方案落实举措清单", "document_number": "玉市监字〔2026〕15号", "document_type": "通知", "theme": "市场监管、安全生产监督", "topic_codes": ["market-actions"], "audiences": ["firms"], "body": paragraphs("一、公平竞争", "全面落实公平竞争审查，清理妨碍统一市场的规定。", "二、市场准入", "企业开办一日办结。", "三、信用监管", "推进信用风险分类管理。")}),
    (33, {"organ": "market", "genre": "notice", "title": "市场监管领域规则和标准汇总（2026年版）", "topic_codes": ["market-rules"], "audiences": ["firms"], "body": paragraphs("现将食品经营、特种设备、计量、广告等领域现行规则和标准汇总公布，供市场主体查询。")}),
    (50, {"organ": "market", "genre": "notice", "title": "反垄断与反不正当竞争执法信息（2026年上半年）", "topic_codes": ["market-antitrust"], "body": paragraphs("上半年查办不正当竞争案件6件，主要涉及虚假宣传和商业混淆。")}),
    (14, {"organ": "health", "genre": "health", "title": "秋冬季呼吸道传染病防控提示", "topic_codes": ["epi-education"], "body": paragraphs("勤洗手、常通风，在人员密集场所佩戴口罩；出现发热、咳嗽及时就医。")}),
    (25, {"organ": "health", "genre": "health", "title": "流感疫苗接种门诊安排", "topic_codes": ["epi-vaccine"], "body": paragraphs("全县21家接种门诊开放流感疫苗接种，60岁以上老人凭身份证件到户籍所在乡镇卫生院接种。")}),
    (60, {"organ": "health", "genre": "health", "title": "心理援助热线和便民服务电话", "topic_codes": ["epi-hotline"], "body": paragraphs("心理援助统一热线12356，卫生热线12320，政务热线12345，均可拨打。")}),
    (90, {"organ": "health", "genre": "health", "title": "疫情防控措施动态公告", "topic_codes": ["epi-notices"], "body": paragraphs("按照国家现行要求，公共场所不再查验相关证明，各单位做好日常清洁消毒。")}),
    (95, {"organ": "transport", "genre": "health", "title": "春节前后客运站防护与出行提示", "topic_codes": ["epi-travel"], "body": paragraphs("请合理安排行程，错峰出行；老年旅客可走便利通道。")}),
    (16, {"organ": "rural-revival", "genre": "notice", "title": "惠民惠农补贴申请指南（2026年）", "topic_codes": ["benefit-guide"], "audiences": ["farmers"], "body": paragraphs("一、申请条件", "各项补贴的对象和条件见政策依据。", "二、申请材料", "身份证明、惠农“一卡通”账户，由村委会代收。", "三、办理时间", "每月1日至10日受理，次月发放。")}),
    (17, {"organ": "finance", "genre": "notice", "title": "惠民惠农补贴监督渠道", "topic_codes": ["benefit-supervision"], "audiences": ["farmers"], "body": paragraphs("发现虚报冒领、截留挪用的，请拨打12345或向县财政局、县农业农村局反映。")}),
    (19, {"organ": "agriculture", "genre": "notice", "title": "2026年耕地地力保护补贴发放结果公示（分乡镇汇总）", "topic_codes": ["benefit-payment"], "item_codes": ["22-01-02"], "audiences": ["farmers"], "body": "<table><caption>分乡镇汇总</caption><thead><tr><th>乡镇</th><th>户数</th><th>面积（亩）</th><th>金额（万元）</th></tr></thead><tbody><tr><td>岩瑞镇</td><td>7,812</td><td>31,260</td><td>312.60</td></tr><tr><td>临湖镇</td><td>6,905</td><td>28,114</td><td>281.14</td></tr><tr><td>樟村镇</td><td>5,377</td><td>19,802</td><td>198.02</td></tr></tbody></table>"}),
    (55, {"organ": "statistics", "genre": "statistics", "title": "玉山县2026年前三季度主要经济指标", "body": "<table><caption>主要经济指标</caption><thead><tr><th>指标</th><th>总量</th><th>同比增长</th></tr></thead><tbody><tr><td>地区生产总值（亿元）</td><td>218.4</td><td>5.6%</td></tr><tr><td>社会消费品零售总额（亿元）</td><td>92.7</td><td>6.1%</td></tr></tbody></table>"}),
    (110, {"organ": "government", "genre": "plan", "title": "玉山县国民经济和社会发展第十五个五年规划纲要", "theme": "国民经济管理、国有资产监管", "document_number": "玉府发〔2026〕2号", "document_type": "通知", "body": paragraphs("一、发展基础", "“十四五”时期主要目标顺利完成。", "二、总体要求", "坚持高质量发展。", "三、重点任务", "（一）壮大现代产业。做强轴承、绿色食品产业。", "（二）推进乡村全面振兴。建设宜居宜业和美乡村。", "（三）增进民生福祉。扩大优质教育、医疗供给。")}),
    (70, {"organ": "emergency", "genre": "emergency", "title": "玉山县突发地质灾害应急预案", "body": paragraphs("一、总则", "规范应对程序，减少灾害损失。", "二、预警", "分为蓝、黄、橙、红四级。", "三、响应", "县自然资源局、县应急管理局按职责组织处置。")}),
    (100, {"organ": "government", "genre": "overview", "title": "玉山县概况", "body": paragraphs("玉山县位于江西省东北部，上饶市东部，辖2个街道、9个镇、5个乡。县城位于冰溪街道。")}),
)  # fmt: skip

_SERVICE = {
    "place": "县政务服务中心二楼综合窗口（玉清大道与林岗山路交叉口）",
    "hours": "工作日 8:30—12:00，13:30—17:00",
    "phone": "12345",
}

SERVICES = tuple(
    (30 + place, {"organ": organ, "genre": "service", "title": f"{name}办事指南", "details": {"item_name": name, "basis": basis, "conditions": conditions, "materials": materials, "procedure": procedure, **_SERVICE}, "source_address": "https://www.jxzwfww.gov.cn/"})
    for place, (organ, name, basis, conditions, materials, procedure) in enumerate((
        ("civil-affairs", "最低生活保障对象认定", "《社会救助暂行办法》", "户籍在本县，家庭人均收入低于当地低保标准", "申请书、身份证明、家庭收入和财产申报表", "乡镇（街道）受理、入户调查、公示、审核确认"),
        ("hrss", "城乡居民基本养老保险参保登记", "《社会保险法》", "年满16周岁、未参加职工基本养老保险的城乡居民", "身份证明、户口簿", "窗口受理、信息录入、缴费、完成登记"),
        ("market", "个体工商户设立登记", "《促进个体工商户发展条例》", "有经营能力的自然人", "登记申请书、经营者身份证明、经营场所证明", "网上或窗口申请、审核、领取营业执照"),
        ("education", "义务教育阶段学生转学", "《义务教育法》", "因监护人工作变动或家庭迁移", "转学申请表、户口簿或居住证", "转出校同意、转入校接收、教育部门核办"),
        ("medical-insurance", "城乡居民基本医疗保险参保登记", "《社会保险法》", "未参加职工医保的城乡居民", "身份证明", "窗口或网上登记、缴费"),
    ))
)  # fmt: skip

REGULATIONS = (
    (200, {"organ": "justice", "genre": "regulation", "title": "中华人民共和国政府信息公开条例", "caption": "2007年4月5日中华人民共和国国务院令第492号公布，2019年4月3日中华人民共和国国务院令第711号修订，自2019年5月15日起施行", "compared_on": date(2026, 10, 15), "formed_on": date(2019, 4, 3), "effective_on": date(2019, 5, 15), "source": "国家行政法规库", "body": paragraphs("第一章　总则", "第一条　为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，建设法治政府，充分发挥政府信息对人民群众生产、生活和经济社会活动的服务作用，制定本条例。", "（示例仅收录第一条，正式环境由县司法局对照国家行政法规库导入全文。）")}),
    (201, {"organ": "justice", "genre": "regulation", "title": "重大行政决策程序暂行条例", "caption": "2019年4月20日中华人民共和国国务院令第713号公布，自2019年9月1日起施行", "compared_on": date(2026, 10, 15), "formed_on": date(2019, 4, 20), "effective_on": date(2019, 9, 1), "source": "国家行政法规库", "body": paragraphs("第一条　为了健全科学、民主、依法决策机制，规范重大行政决策程序，提高决策质量和效率，明确决策责任，根据宪法、地方各级人民代表大会和地方各级人民政府组织法等规定，制定本条例。", "（示例仅收录第一条，正式环境由县司法局对照国家行政法规库导入全文。）")}),
)  # fmt: skip

LEADERS = (
    (210, {"organ": "gov-office", "genre": "functions", "title": "玉山县人民政府办公室机构职能", "body": paragraphs("一、主要职责", "负责县政府日常工作，主管全县政府信息公开工作。", "二、内设机构", "秘书股、政务公开股、督查室等。")}),
    (211, {"organ": "finance", "genre": "functions", "title": "玉山县财政局机构职能", "body": paragraphs("一、主要职责", "拟订财政收支政策，编制县级预算草案，监督资金使用。", "二、内设机构", "预算股、国库股、农业农村股等。")}),
    (212, {"organ": "government", "genre": "leaders", "title": "玉山县人民政府领导分工（示例）", "body": paragraphs("县长：主持县政府全面工作（示例，不对应真实人员）。", "副县长：负责教育、卫生健康、民政等工作（示例）。")}),
)  # fmt: skip

RULES = (
    (290, {"organ": "government", "genre": "rule", "title": "玉山县人民政府信息公开审查和发布办法", "formed_on": date(2026, 1, 28), "body": paragraphs("第一条　为规范政府信息公开审查和发布，制定本办法。", "第二条　政府信息公开前须经保密审查，未经审查不得公开。", "第三条　发布程序为经办、审核、签发，紧急情况由县政府办公室先行发布并补办手续。", "第四条　公开属性源头认定，公文办理时同步确定。")}),
    (295, {"organ": "government", "genre": "rule", "title": "玉山县人民政府信息公开社会评议和责任追究制度", "formed_on": date(2026, 1, 26), "body": paragraphs("一、社会评议", "每年11月组织社会评议，结果向社会公布。", "二、责任追究", "对不依法履行公开义务的，责令改正；情节严重的依法处理。")}),
)  # fmt: skip

HAPPENINGS = (
    (1, {"organ": "development", "genre": "news", "title": "全县重大项目建设现场推进会召开", "body": paragraphs("11月下旬，全县重大项目建设现场推进会召开，与会人员察看了轴承产业园二期和县第二人民医院迁建项目。", "今年安排的86个重点项目已开工79个，完成年度投资计划的91%。")}),
    (2, {"organ": "culture-tourism", "genre": "news", "title": "怀玉山景区推出冬季惠民票", "body": paragraphs("即日起至次年2月底，本县居民凭身份证件免费游览怀玉山景区，周末加开公交专线。")}),
    (4, {"organ": "service-centre", "genre": "news", "title": "县政务服务中心“一件事一次办”增至38项", "body": paragraphs("新增“新生儿出生”“企业开办”“退休”等事项，平均减少跑动2.6次。")}),
    (5, {"organ": "linhu", "genre": "news", "title": "临湖镇完成秋冬水利项目年度任务", "body": paragraphs("全镇清淤沟渠21公里，维修山塘14座，受益农田3200亩。")}),
    (6, {"organ": "zihu", "genre": "news", "title": "紫湖镇森林防火演练保障秋冬安全", "body": paragraphs("镇应急分队与村民小组联合演练，检验预警、疏散和扑救流程。")}),
    (7, {"organ": "health", "genre": "news", "title": "家庭医生签约服务走进六都乡", "body": paragraphs("县人民医院组织医生到乡义诊，为268名老人建立健康档案。")}),
    (10, {"organ": "education", "genre": "news", "title": "县第三幼儿园新园区交付使用", "body": paragraphs("新园区设15个班，可提供450个公办学位。")}),
    (11, {"organ": "commerce", "genre": "news", "title": "玉山农产品亮相上饶市展销会", "body": paragraphs("马家柚、怀玉山高山茶等48个产品参展，现场签约820万元。")}),
    (2, {"organ": "market", "genre": "notice", "title": "2026年第11期食品安全监督抽检信息公告", "audiences": ["residents"], "node_codes": ["20-13"], "body": paragraphs("本期抽检食用农产品、粮食加工品等6大类62批次，合格61批次，不合格1批次已责令下架并立案查处。")}),
    (3, {"organ": "natural-resources", "genre": "notice", "title": "玉山县2026年度第8批次建设用地征收土地公告", "node_codes": ["21-4"], "body": paragraphs("经批准，征收岩瑞镇部分集体土地2.1466公顷，用于公共服务设施建设。", "一、补偿标准", "按区片综合地价执行。", "二、办理登记", "被征地农户于公告之日起15日内到岩瑞镇人民政府办理补偿登记。")}),
    (5, {"organ": "police", "genre": "notice", "title": "关于县城部分路段调整交通组织的通告", "node_codes": ["21-6"], "audiences": ["residents"], "body": paragraphs("因道路改造，玉清大道（人民路口至滨江路口）自11月28日起实行单向通行，预计工期45天。")}),
    (6, {"organ": "housing", "genre": "notice", "title": "2026年公租房第四次摇号结果公示", "node_codes": ["21-2"], "body": paragraphs("本次共有126户参加摇号，分配房源48套，结果公示5个工作日，个人信息已按规定隐去。")}),
    (7, {"organ": "yanrui", "genre": "notice", "title": "岩瑞镇2026年第四季度村民“一事一议”筹资筹劳方案公示", "node_codes": ["21-town-7"], "audiences": ["farmers"], "body": paragraphs("经村民会议讨论通过，4个村实施村内道路维修项目，筹资标准每人不超过20元。")}),
    (8, {"organ": "xianyan", "genre": "notice", "title": "仙岩镇农村宅基地审批结果公示（2026年11月）", "node_codes": ["21-town-4"], "audiences": ["farmers"], "body": paragraphs("本月受理农村宅基地申请9宗，批准7宗，退回补正2宗，个人信息已按规定隐去。")}),
    (9, {"organ": "bimu", "genre": "notice", "title": "必姆镇高标准农田建设项目进展", "node_codes": ["21-town-2"], "body": paragraphs("2026年建设任务1800亩，已完成田块平整和灌排渠系，正在进行机耕道施工。")}),
    (13, {"organ": "finance", "genre": "notice", "title": "玉山县行政事业性收费项目目录清单（2026年版）", "node_codes": ["20-8"], "body": paragraphs("现公布本县行政事业性收费项目目录清单，清单之外的收费一律不得执行。")}),
    (24, {"organ": "finance", "genre": "notice", "title": "玉山县2026年政府集中采购目录及标准", "node_codes": ["20-9"], "body": paragraphs("执行江西省统一的集中采购目录和限额标准，分散采购限额标准为50万元。")}),
    (27, {"organ": "development", "genre": "notice", "title": "玉山县2026年重大建设项目批准和实施情况（三季度）", "node_codes": ["20-10"], "body": paragraphs("三季度新批准项目11个，在建项目68个，竣工项目7个。")}),
    (29, {"organ": "civil-affairs", "genre": "notice", "title": "2026年10月城乡低保和特困供养资金发放情况", "node_codes": ["21-7", "20-11"], "audiences": ["low-income"], "body": paragraphs("10月发放城市低保金186.4万元、农村低保金742.9万元、特困供养金208.3万元，均于10日前到账。")}),
    (31, {"organ": "emergency", "genre": "notice", "title": "2026年第三季度安全生产执法检查情况", "node_codes": ["20-13"], "body": paragraphs("三季度检查企业142家，发现隐患389处，已整改381处，其余8处限期整改。")}),
    (36, {"organ": "hrss", "genre": "personnel", "title": "玉山县2026年度考试录用公务员拟录用人员公示（第二批）", "body": paragraphs("经笔试、面试、体检和考察，拟录用公务员9名，公示期5个工作日。监督电话：12345。")}),
    (58, {"organ": "statistics", "genre": "statistics", "title": "玉山县2025年国民经济和社会发展统计公报", "body": paragraphs("一、综合", "全年地区生产总值286.3亿元，比上年增长5.8%。", "二、人民生活", "城镇居民人均可支配收入45128元，农村居民人均可支配收入21936元。")}),
    (85, {"organ": "huaiyu", "genre": "overview", "title": "怀玉乡概况", "body": paragraphs("怀玉乡位于玉山县北部，辖9个行政村，森林覆盖率86%，主要产业为茶叶、毛竹和乡村旅游。")}),
    (120, {"organ": "health", "genre": "functions", "title": "玉山县卫生健康委员会机构职能", "body": paragraphs("一、主要职责", "拟订卫生健康事业发展规划，组织实施疾病预防控制和医疗服务管理。", "二、内设机构", "办公室、医政股、疾控股、基层卫生股等。")}),
    (121, {"organ": "education", "genre": "functions", "title": "玉山县教育体育局机构职能", "body": paragraphs("一、主要职责", "管理全县各级各类教育和体育工作，组织实施义务教育。", "二、内设机构", "办公室、基础教育股、体育股等。")}),
    (122, {"organ": "market", "genre": "leaders", "title": "玉山县市场监督管理局领导分工（示例）", "body": paragraphs("局长：主持全面工作（示例，不对应真实人员）。", "副局长：负责食品安全、信用监管（示例）。")}),
)  # fmt: skip
"""News and notices of the last weeks over many organs, so that every first-level list shows something."""
