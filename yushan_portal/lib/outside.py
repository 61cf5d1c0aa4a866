"""Links that lead away: a reader is told before leaving for a site that is not a government's (国办发〔2017〕47号).

Such a link goes through /leaving/ with a seal, so that the page between tells only of links that this site wrote itself.
"""

from urllib.parse import urlencode, urlsplit

import lxml.html
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.html import escape

GOVERNMENT_DOMAINS = (".gov.cn", ".政务", ".xn--zfr164b")
LONGEST = 1000
PLACE = "/leaving/"


def leads_outside(url: str) -> bool:
    """Whether the address is on a site that is neither ours nor a government's."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    ours = settings.SITE["domain"].lower()
    return host != ours and not f".{host}".endswith(GOVERNMENT_DOMAINS)


def address_of(url: str) -> str:
    """The address to write in a page: the same for our own and government sites, /leaving/ for the others."""
    if not leads_outside(url) or len(url) > LONGEST:
        return url
    return f"{PLACE}?{urlencode({'to': url, 'seal': _seal(url)})}"


def is_sealed(url: str, seal: str) -> bool:
    """Whether this site itself wrote the link."""
    try:
        return _signer().unsign(f"{url}:{seal}") == url
    except BadSignature:
        return False


def with_warnings(html: str) -> str:
    """Cleaned body HTML with every link that leads outside going through the page between."""
    if "href=" not in (html or ""):
        return html
    tree = lxml.html.fragment_fromstring(html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True))
    for link in tree.iter("a"):
        target = link.get("href", "")
        if leads_outside(target):
            link.set("href", address_of(target))
    return escape(tree.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)


def _signer() -> Signer:
    return Signer(salt="leaving")


def _seal(url: str) -> str:
    return _signer().sign(url).rsplit(":", 1)[1]
