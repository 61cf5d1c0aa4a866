"""Numbers with right check digits, and files built part by part."""

import io
import random
import zipfile

from yushan_portal.lib.personal_info.checks import IDENTITY_DIGITS, IDENTITY_WEIGHTS, passes_luhn

MOBILE = "13807931234"


def identity(region="362323", born="19900101", serial="123") -> str:
    body = region + born + serial
    return body + IDENTITY_DIGITS[sum(w * int(d) for w, d in zip(IDENTITY_WEIGHTS, body, strict=True)) % 11]


def wrong_identity(**parts) -> str:
    right = identity(**parts)
    return right[:-1] + ("0" if right[-1] != "0" else "1")


def identity_ending_in_x() -> str:
    return next(number for n in range(100, 999) if (number := identity(serial=f"{n}")).endswith("X"))


def card(prefix="622202", length=19, seed=1) -> str:
    dice = random.Random(seed)
    body = prefix + "".join(dice.choice("0123456789") for _ in range(length - len(prefix) - 1))
    return next(body + last for last in "0123456789" if passes_luhn(body + last))


def kinds(findings, blocking_only=True) -> list[str]:
    return [each.kind for each in findings if each.blocking or not blocking_only]


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip package of the parts named."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_parts(content: bytes, parts: dict[str, str | bytes], replace: tuple[str, str, str] | None = None) -> bytes:
    """A package with parts added, and one text replaced in one part (name, old, new)."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        found = {name: source.read(name) for name in source.namelist()}
    if replace:
        name, old, new = replace
        assert old.encode() in found[name]
        found[name] = found[name].replace(old.encode(), new.encode(), 1)
    return package({**found, **parts})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def document(body: str, **parts) -> bytes:
    """A .docx whose body is the WordprocessingML given."""
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
    more = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return package({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": main, **more})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def pdf(*lines: str) -> bytes:
    """A one-page PDF with the (ASCII) lines as text; no lines, no text."""
    text = "BT /F1 12 Tf 50 700 Td " + " ".join(f"({line}) Tj 0 -20 Td" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Author (Zhang San) /Producer (x) >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")
