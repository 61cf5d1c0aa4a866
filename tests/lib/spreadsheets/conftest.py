"""Workbooks built in memory, and one set of fields like those of a penalty register."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from yushan_portal.lib.spreadsheets import Choice, FieldSpec, dry_run, open_sheet, open_source

CODE = "91361123MA35FE6R57"


@pytest.fixture
def fields():
    return (
        FieldSpec("party", "行政相对人名称", synonyms=("当事人", "被处罚人"), required=True, max_length=50),
        FieldSpec("number", "决定书文号", synonyms=("文书号",), required=True),
        FieldSpec(
            "category",
            "处罚类别",
            kind="choice",
            choices=(Choice("fine", "罚款", ("罚金",)), Choice("warning", "警告")),
        ),
        FieldSpec("fine", "罚款金额", kind="amount", unit="元"),
        FieldSpec("decided_on", "处罚决定日期", synonyms=("决定日期",), kind="date"),
    )


@pytest.fixture
def book():
    """book(rows, sheet=..., edit=callable(workbook, worksheet)) → a binary stream."""

    def build(rows, edit=None, title="数据"):
        workbook = Workbook()
        page = workbook.active
        page.title = title
        for row in rows:
            page.append(row)
        if edit:
            edit(workbook, page)
        stream = io.BytesIO()
        workbook.save(stream)
        stream.seek(0)
        return stream

    return build


@pytest.fixture
def rewritten():
    """The same package with parts replaced by bytes (or by a function of the old bytes), or added."""

    def rewrite(stream, parts):
        out = io.BytesIO()
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = old.read(name)
                if name in parts:
                    part = parts[name]
                    content = part(content) if callable(part) else part
                new.writestr(name, content)
            for name in set(parts) - set(old.namelist()):
                new.writestr(name, parts[name])
        out.seek(0)
        return out

    return rewrite


@pytest.fixture
def report_of(fields):
    """report_of(stream, decisions=..., key=...) → the dry run's report."""

    def run(stream, own_fields=None, key=(), row_check=None, **options):
        source = open_source(stream)
        return dry_run(open_sheet(source, own_fields or fields, **options), key=key, row_check=row_check)

    return run
