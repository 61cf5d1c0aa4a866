"""Official papers into drafts: what a file says becomes proposed metadata, a person decides. One code for desk and shell."""

from base64 import b64encode
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.utils import timezone

from disclosure.documents.actions import create_document
from disclosure.documents.kinds import DOCUMENT_TYPES
from disclosure.documents.models import DOCUMENT_NUMBER, Document
from disclosure.publishing import actions, attachments
from disclosure.publishing.guards import Refused
from disclosure.publishing.models import DisclosureAttribute
from yushan_portal.lib.files import RefusedFile, check_upload
from yushan_portal.lib.papers import Paper, read_paper

PAPERS = (".docx", ".txt", ".html", ".htm", ".ofd")
"""Files whose words become the body; every other accepted file becomes the attachment of a draft."""

_ATTRIBUTES = {
    "主动公开": DisclosureAttribute.PROACTIVE,
    "依申请公开": DisclosureAttribute.ON_REQUEST,
    "不予公开": DisclosureAttribute.NOT_PUBLIC,
}


@dataclass(frozen=True)
class Proposal:
    """What one file would become. `refusal` not empty: it is not taken, and why. `enclosures` go along with it."""

    name: str
    content: bytes = field(repr=False, default=b"")
    values: dict = field(default_factory=dict)
    issuers: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    refusal: str = ""
    is_paper: bool = False
    enclosures: tuple[Path, ...] = ()

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    def report(self) -> list[str]:
        """Lines for a terminal or a page."""
        if self.refusal:
            return [f"不能导入：{self.refusal}"]
        lines = [f"认出：{line}" for line in self.found] + [f"待核：{line}" for line in self.unsure]
        return lines + [f"附件：{path.name}" for path in self.enclosures]


def propose(content: bytes, name: str) -> Proposal:
    """Read one file; never raises for what is in it."""
    try:
        if not content:
            raise RefusedFile("文件是空的（0 字节），请确认保存好之后再上传。")
        if not name.lower().endswith(PAPERS):
            checked = check_upload(content, name)
            title = Path(checked.safe_name).stem
            return Proposal(name, content, {"title": title}, unsure=("文件作为附件，标题取自文件名，其余请填写",))
        paper = read_paper(content, name)
    except RefusedFile as refusal:
        return Proposal(name, refusal=str(refusal))
    if paper.refusal:
        return Proposal(name, refusal=paper.refusal)
    return Proposal(name, content, values_of(paper, name), paper.issuers, paper.found, paper.unsure, is_paper=True)


def values_of(paper: Paper, name: str = "") -> dict:
    """Document fields that the paper itself states; nothing that it does not say.

    A note that stands in the body is not repeated as 附注. The paper's own note (此件予以公开) is the 公开属性; a number makes it a policy paper, else it is a notice.
    """
    values = {
        "title": paper.title or Path(name).stem,
        "body": paper.with_images(_inside).body_html,
        "document_number": paper.document_number,
        "document_type": paper.genre if paper.genre in DOCUMENT_TYPES else "",
        "formed_on": paper.formed_on,
        "annotation": "" if 'class="note"' in paper.body_html else paper.note.strip("（）()"),
        "disclosure": _ATTRIBUTES.get(paper.disclosure or "", ""),
        "genre": "policy" if DOCUMENT_NUMBER.match(paper.document_number) else "notice",
    }
    return {key: value for key, value in values.items() if value not in ("", None)}


def store(proposal: Proposal, *, by, organ, at=None, **decided) -> Document:
    """Keep a proposal as a draft with its pictures and attachments; `decided` are values that a person set.

    Raises Refused or RefusedFile; a refused enclosure is left out and named in the change of nothing else.
    """
    if proposal.refusal:
        raise Refused([proposal.refusal])
    at = at or timezone.now()
    document = create_document(Document(organ=organ, **(proposal.values | decided)), by=by, at=at)
    kept = [] if proposal.is_paper else [_enclose(document, BytesIO(proposal.content), proposal.name, by, at)]
    for path in proposal.enclosures:
        with path.open("rb") as opened:
            kept.append(_enclose(document, opened, path.name, by, at))
    if kept:
        ids = document.working.content["attachment_ids"]
        actions.save_draft(document, {"attachment_ids": [*ids, *kept]}, by=by, at=at)
    return document


def from_folder(paths: list[Path]) -> list[Proposal]:
    """Papers of files and folders; a file that a paper names in 附件说明 goes along with the paper it stands beside."""
    files = [
        file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file()
    ]
    read = {file: propose(file.read_bytes(), file.name) for file in files if not file.name.startswith(".")}
    taken: set[Path] = set()
    found = []
    for file, proposal in read.items():
        named = _named_beside(file, proposal, read) if proposal.is_paper else ()
        taken.update(named)
        found.append((file, Proposal(**{**proposal.__dict__, "enclosures": tuple(named)})))
    return [proposal for file, proposal in found if file not in taken]


def _named_beside(file: Path, proposal: Proposal, read: dict) -> list[Path]:
    try:
        names = read_paper(proposal.content, proposal.name).attachments
    except RefusedFile:
        return []
    near = [other for other in read if other != file and other.parent == file.parent and not read[other].refusal]
    return [other for other in near if any(_plain(name) and _plain(name) in _plain(other.stem) for name in names)]


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _enclose(document: Document, opened, name: str, by, at) -> int:
    return attachments.add(document, opened, name, by=by, at=at).pk


def _inside(content: bytes, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(content).decode()}"
