"""What a broken import leaves is cleared in the night, and nothing else is."""

from datetime import date

import pytest

from disclosure.notices import records
from disclosure.notices.chores import clear_broken_imports
from disclosure.notices.models import Record, RestrictedValues
from tests.disclosure.notices.sheets import drafted, penalty, uploaded

pytestmark = pytest.mark.django_db


def test_rows_of_an_import_that_never_ended_are_cleared_after_some_days(cast):
    kept = drafted(cast, rows=[penalty(1)])
    run = uploaded(cast, rows=[penalty(2)])
    records.store([records.build(run, 2, penalty(2))])  # as a killed worker leaves them
    assert Record.objects.filter(run=run).count() == 1
    assert clear_broken_imports(date(2026, 11, 21)) == "清理未完成的导入：0 个。"
    assert clear_broken_imports(date(2026, 11, 30)) == "清理未完成的导入：1 个。"
    assert clear_broken_imports(date(2026, 11, 30)) == "清理未完成的导入：0 个。"
    assert Record.objects.get().run == kept.run and RestrictedValues.objects.count() == 1
