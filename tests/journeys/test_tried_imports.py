"""An import whose table has been cleared away stays readable."""

import pytest
from django.utils import timezone

from disclosure.notices.models import KIND_CHOICES, ImportRun
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ask", ["get", "post"])
def test_an_import_without_its_table_says_so(client, cast, ask):
    run = ImportRun.objects.create(
        kind=KIND_CHOICES[0][0],
        organ=cast.finance,
        title="补贴",
        file_name="a.xlsx",
        author=cast.chen,
        created_at=timezone.now(),
    )
    sign_in(client, cast.chen)
    page = getattr(client, ask)(f"/admin/notices/batch/import/{run.pk}/")
    assert page.status_code == 200
    assert "上传的表格已按期清除" in page.content.decode()
