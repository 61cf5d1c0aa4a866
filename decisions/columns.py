"""List pages of decisions, declared once."""

from yushan_portal.lib.columns import Column, UpdateClass

COLUMNS = (
    Column("decisions", "重大行政决策", "重大决策", "重大行政决策事项、进展和结果", "玉山县,重大行政决策,决策公开", "/decisions/", UpdateClass.OTHER, ("decision",), in_navigation=True, order=45),
    Column("consultations", "征求意见", "互动交流", "决策草案公开征求意见和采纳情况反馈", "玉山县,征求意见,意见征集,采纳情况", "/decisions/consultations/", UpdateClass.OTHER, ("consultation",), on_home=False, order=46),
    Column("decision-directory", "重大行政决策年度目录", "重大决策", "每年列入目录的重大行政决策事项、承办部门、决策时间和是否听证", "玉山县,重大行政决策,年度目录", "/decisions/directory/", UpdateClass.STATIC, ("decision_directory",), order=47),
)  # fmt: skip
