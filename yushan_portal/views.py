"""Home, health, reading mode and error pages."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form sent without its token: usually a page left open too long."""
    return render(request, "403.html", {"sentence": "页面停留太久，表单已失效。请返回上一页刷新后再提交，已填的内容可以复制保留。"}, status=403)


def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """The process answers and so does the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok"})
