"""The list pages of the catalogue."""

from yushan_portal.lib.columns import Column, UpdateClass

EXPLORER = Column(
    code="catalogue",
    name="基层政务公开标准目录",
    column_type="政务公开标准目录",
    description="玉山县 26 个领域基层政务公开标准目录：公开事项、内容、依据、时限、主体、渠道、对象和方式，以及每个事项已公开的信息",
    keywords="玉山县,基层政务公开,标准目录,26个领域,公开事项",
    path="/catalogue/",
    update_class=UpdateClass.STATIC,
    in_navigation=True,
    on_home=False,
    order=10,
)

COLUMNS = (EXPLORER,)
