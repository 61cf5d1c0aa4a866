"""A thin layer: input that no database can hold is refused with a sentence; acts know from where they come."""

from django.conf import settings
from django.shortcuts import render

from disclosure.audit.context import acting_from

MAX_QUERY_LENGTH = 4000
METHOD_NOT_ALLOWED = 405


def client_address(request) -> str:
    """The caller's network address; X-Forwarded-For is believed only for as many proxies as are declared."""
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= settings.TRUSTED_PROXIES:
            return hops[-settings.TRUSTED_PROXIES][:60]
    return request.META.get("REMOTE_ADDR", "")[:60]


class PlainInputMiddleware:
    """Refuses over-long addresses and NUL characters with a 400 page that says so; a 405 gets its sentence too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sentence = self._fault(request)
        if sentence:
            return render(request, "400.html", {"sentence": sentence}, status=400)
        with acting_from(client_address(request)):
            answer = self.get_response(request)
        if answer.status_code == METHOD_NOT_ALLOWED and not getattr(answer, "content", b"kept"):
            page = render(request, "400.html", {"sentence": "这个网址不接受这样的操作，请从页面上的链接进入。"})
            page.status_code, page["Allow"] = METHOD_NOT_ALLOWED, answer.get("Allow", "GET, HEAD")
            return page
        return answer

    def _fault(self, request) -> str:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > MAX_QUERY_LENGTH:
            return "网址里的查询内容太长，请缩短后再试。"
        if "\x00" in request.path_info or "%00" in query:
            return "网址里含有无法识别的字符，请检查后再试。"
        return ""
