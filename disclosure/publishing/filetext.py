"""The words of a file, for search: read from the copy that citizens get, never more than a limit."""

from pathlib import Path

from yushan_portal.lib.personal_info.containers import open_package
from yushan_portal.lib.personal_info.copies import document_text, workbook_text
from yushan_portal.lib.personal_info.files import open_text
from yushan_portal.lib.personal_info.pdfs import open_pdf

MOST_CHARACTERS = 1_000_000
MOST_PAGES = 500


def text_of(path: Path) -> str:
    """The words of a .docx .xlsx .pdf .csv .txt; empty for other types and for what cannot be read."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return ""
    try:
        with path.open("rb") as stream:
            return reader(stream)[:MOST_CHARACTERS].replace("\x00", "")
    except OSError:
        raise
    except Exception:  # whatever a broken file makes a library raise: the file is found by its name only
        return ""


def _docx(stream) -> str:
    with open_package(stream) as package:
        return " ".join(document_text(package))


def _xlsx(stream) -> str:
    words, length = [], 0
    with open_package(stream) as package:
        for first, _ in workbook_text(package):
            words.append(" ".join(first.values()) if isinstance(first, dict) else first)
            length += len(words[-1])
            if length > MOST_CHARACTERS:
                break
    return " ".join(words)


def _pdf(stream) -> str:
    pages = open_pdf(stream).pages
    return " ".join(page.extract_text() for page in list(pages)[:MOST_PAGES])


def _text(stream) -> str:
    return open_text(stream).read(MOST_CHARACTERS)


_READERS = {".docx": _docx, ".xlsx": _xlsx, ".pdf": _pdf, ".csv": _text, ".txt": _text}
