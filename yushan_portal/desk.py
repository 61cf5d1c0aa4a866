"""The clerk's desk (an AdminSite): what waits for me, clocks running out, who may do what."""

from django.contrib.admin import AdminSite


class Desk(AdminSite):
    """The back office."""

    site_header = "玉山县政务公开工作台"
    site_title = "政务公开工作台"
    index_title = "今天要做的事"
    site_url = "/"
