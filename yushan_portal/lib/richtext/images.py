"""Pictures inside pasted HTML: taken out, stored by the caller, and pointed at by their own address."""

import base64
import binascii
import re
from collections.abc import Callable

from .allowed import OWN_FILES

_SOURCE = re.compile(r"""(<img\b[^>]*?\bsrc\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_DATA = re.compile(r"\s*data:\s*(image/(?:png|jpe?g|gif|webp))\s*;\s*base64\s*,(.*)", re.IGNORECASE | re.DOTALL)
Store = Callable[[bytes, str], str | None]


def extract_images(html: str, store: Store) -> str:
    """Hand every picture written into the HTML (data:) to `store(content, mime)` and put the address it returns.

    `store` checks and keeps the picture and returns its address under /files/, or None to leave it out. Addresses
    elsewhere are left as they are: `clean` takes them away and `lost_images` counts them.
    """

    def replaced(match: re.Match) -> str:
        source = match[2] or match[3] or match[4] or ""
        inside = _DATA.fullmatch(source)
        if not inside:
            return match[0]
        try:
            content = base64.b64decode(re.sub(r"\s|%0A|%0D", "", inside[2]), validate=True)
        except (binascii.Error, ValueError):
            return f'{match[1]}""'
        address = store(content, inside[1].lower().replace("jpg", "jpeg"))
        return f'{match[1]}"{address or ""}"'

    return _SOURCE.sub(replaced, html or "")


def lost_images(html: str) -> int:
    """How many pictures `clean` would take away because they lie on the writer's own disk or on another site."""
    sources = ((match[2] or match[3] or match[4] or "") for match in _SOURCE.finditer(html or ""))
    return sum(not OWN_FILES.fullmatch(source) for source in sources)
