"""A filtered list as .csv, .xlsx or JSON: public fields only, the same rows as on the page."""

import json
import tempfile

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from disclosure.notices.kinds_base import Kind
from disclosure.notices.records import public_rows
from yushan_portal.lib.csvfiles import csv_lines
from yushan_portal.lib.spreadsheets import write_xlsx

MOST_XLSX_ROWS = 20_000
KINDS = {"csv", "xlsx", "json"}


def response(kind: Kind, records, ending: str):
    """The file; Excel files are limited in length, the others are streamed."""
    answer = {"csv": _csv, "xlsx": _xlsx, "json": _json}[ending](kind, records)
    if answer.status_code == 200:
        answer["Content-Disposition"] = f'attachment; filename="{kind.code}.{ending}"'
        answer["X-Robots-Tag"] = "noindex"
    return answer


def headings(kind: Kind) -> list[str]:
    """Headings as in the template, so that the file can be imported again."""
    return [spec.heading for spec in kind.public_fields]


def _csv(kind: Kind, records):
    lines = csv_lines(public_rows(kind, records.iterator(chunk_size=2000)), headings(kind))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def _xlsx(kind: Kind, records):
    if records.count() > MOST_XLSX_ROWS:
        text = f"符合条件的记录超过 {MOST_XLSX_ROWS:,} 条，请缩小范围，或下载 CSV。"
        return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    write_xlsx(public_rows(kind, records.iterator(chunk_size=2000)), headings(kind), file, sheet=kind.name)
    file.seek(0)
    return FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _json(kind: Kind, records):
    return StreamingHttpResponse(_json_lines(kind, records), content_type="application/json; charset=utf-8")


def _json_lines(kind: Kind, records):
    fields = {spec.code: spec.heading for spec in kind.public_fields}
    yield f'{{"kind": {json.dumps(kind.code)}, "fields": {json.dumps(fields, ensure_ascii=False)}, "records": ['
    mark = "\n"
    for record in records.iterator(chunk_size=2000):
        row = {"address": record.get_absolute_url(), **{code: record.public.get(code) for code in fields}}
        yield mark + json.dumps(row, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n"
