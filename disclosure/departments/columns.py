"""The list pages of organs and venues."""

from yushan_portal.lib.columns import Column, UpdateClass

COLUMNS = (
    Column(
        code="departments",
        name="部门和乡镇",
        column_type="机构职能",
        description="玉山县人民政府、县政府各部门和各乡镇（街道）的政府信息公开专页",
        keywords="玉山县,部门,乡镇,街道,机构职能,政府信息公开",
        path="/departments/",
        update_class=UpdateClass.STATIC,
        in_navigation=True,
        on_home=True,
        order=60,
    ),
    Column(
        code="venues",
        name="公开场所",
        column_type="公开场所",
        description="政务公开专区和政府信息查阅点的地址、开放时间和服务内容",
        keywords="玉山县,政务公开专区,政府信息查阅点,查阅场所",
        path="/departments/venues/",
        update_class=UpdateClass.STATIC,
        order=210,
    ),
)
