"""The one public page of compliance."""

from yushan_portal.lib.columns import Column, UpdateClass

SCOREBOARD = Column(
    code="scoreboard",
    name="公开情况看板",
    column_type="政务公开工作",
    description="玉山县政务公开自查情况：标准目录覆盖率、栏目更新和检查指标，每日自查，数字附算法",
    keywords="玉山县,政务公开,自查,覆盖率,看板",
    path="/compliance/",
    update_class=UpdateClass.STATIC,
    order=220,
)

COLUMNS = (SCOREBOARD,)
