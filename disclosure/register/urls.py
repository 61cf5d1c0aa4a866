"""Addresses of the register, at the root of the site."""

from django.urls import path, register_converter

from . import views


class CodePart:
    """A code in an address: letters, digits, Chinese, dot, dash, underscore, colon."""

    regex = r"[\w.:-]{1,120}?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PartNumber:
    """The number of a sitemap part."""

    regex = "[0-9]{1,6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(CodePart, "code")
register_converter(PartNumber, "part")

app_name = "register"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("feeds/", views.feed_directory, name="feeds"),
    path("feeds/search.<slug:extension>", views.search_feed, name="search_feed"),
    path("feeds/<code:code>.<slug:extension>", views.column_feed, name="column_feed"),
    path("feeds/<slug:scheme>/<code:code>.<slug:extension>", views.code_feed, name="code_feed"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemaps/<part:number>.xml", views.sitemap_part, name="sitemap_part"),
]
