"""What the law says about when a catalogue item must be public."""

from datetime import date

from yushan_portal.lib.periods import Period, Unit

PUB20 = Period(
    code="PUB20",
    length=20,
    unit=Unit.WORKING_DAYS,
    clause="《中华人民共和国政府信息公开条例》第二十六条",
    name="属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开",
    effective_from=date(2019, 5, 15),
)
"""条例 第二十六条: 20 working days from formation or change, unless a law or regulation sets another period."""

CATALOGUE_CLAUSE = "基层政务公开标准目录（国办发〔2019〕54号）"
"""国办发〔2019〕54号: the pilot fields' standards; its ten columns are `tables.OFFICIAL_COLUMNS`."""

CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏",
    "精准推送",
    "其他",
)
"""公开渠道和载体: the thirteen official ones, in the order of the table."""

LATE_LOOK_BACK_MONTHS = 12
"""Our choice, no law: a late publication marks its item for a year, then it is history."""

CATALOGUE_VERSION_ON = date(2021, 8, 31)
"""The day of the county's re-sorted catalogue (玉山县2021年政务公开工作方案 三（一）): items shipped with the system carry
it, so that in a search they stand behind what was published under them."""
