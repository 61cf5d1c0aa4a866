"""CSV files that Excel opens rightly and that cannot carry a formula into it.

Text beginning with = + - @ tab or a line break (also in full width) gets one apostrophe in front; `unprotect` takes
exactly one away, so that export → import → export gives the same bytes. Numbers stay numbers.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

BOM = "\ufeff"
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
PROTECTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def protect(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    if DANGEROUS.match(text) and not PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def unprotect(text: str) -> str:
    """What `protect` was given."""
    return text[1:] if text.startswith("'") and PROTECTED.match(text) else text


def canonical_cell(value) -> str:
    """One spelling for each value: ISO dates, 是/否, decimals without exponent or trailing zeros, moments in local time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal | float):
        return _plain(Decimal(format(value, ".15g")) if isinstance(value, float) else value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return protect(str(value).replace("\0", ""))


def csv_lines(rows: Iterable[Iterable], headings: Iterable[str] = (), *, bom: bool = True) -> Iterator[str]:
    """The file line by line, for a StreamingHttpResponse: UTF-8 with mark, CRLF, quotes only where needed."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    if bom:
        yield BOM
    headings = list(headings)
    if headings:
        yield writer.writerow([canonical_cell(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([canonical_cell(value) for value in row])


def canonical_csv(rows: Iterable[Iterable], headings: Iterable[str] = ()) -> bytes:
    """The whole file as bytes: equal content gives equal bytes."""
    return "".join(csv_lines(rows, headings)).encode()


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        return ""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class _Echo:
    """A file that hands back what is written: csv.writer returns the value of write()."""

    def write(self, text: str) -> str:
        return text
