"""Work in progress at the demonstration desk: something waits for each of the people."""

from datetime import timedelta

from django.utils import timezone

from disclosure.documents.actions import create_document
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.models import DisclosureAttribute, Opinion, ReviewKind

TITLES = (
    ("关于2027年元旦春节期间值班安排的通知", "draft"),
    ("关于公布2026年度县级文明校园名单的公告", "submitted"),
    ("冬季取暖用电安全提示", "reviewed"),
    ("关于开展冬季安全生产检查的通知", "returned"),
    ("2026年第四季度便民服务中心开放时间调整公告", "scheduled"),
)


def load_desk_work(cast) -> str:
    """One paper at each step of the chain; runs once."""
    if Document.objects.filter(title=TITLES[0][0]).exists():
        return "工作台：已有在办内容，未重复载入"
    now = timezone.now()
    for title, step in TITLES:
        _bring(cast, title, step, now)
    return f"工作台：在办示例 {len(TITLES)} 件"


def _bring(cast, title: str, step: str, now) -> None:
    paper = Document(
        organ=cast.organ("gov-office"),
        genre="notice",
        title=title,
        body=f"<p>{title.removeprefix('关于')}，现将有关事项通知如下。</p><p>联系电话：12345。</p>",
        disclosure=DisclosureAttribute.PROACTIVE,
        formed_on=timezone.localdate() - timedelta(days=20 if step == "draft" else 3),
        source="玉山县人民政府办公室",
    )
    paper = create_document(paper, by=cast.author, at=now)
    if step == "draft":
        return
    actions.submit(paper, by=cast.author, at=now)
    if step == "returned":
        actions.return_(paper, by=cast.reviewer, reason="检查范围写得不清楚，请补充到乡镇和村。", at=now)
    if step in ("reviewed", "scheduled"):
        actions.record_review(paper, ReviewKind.SECRECY, by=cast.secrecy, opinion=Opinion.AGREE, at=now)
        actions.review(paper, by=cast.reviewer, at=now)
    if step == "scheduled":
        actions.approve(paper, by=cast.approver, at=now)
        actions.schedule(paper, by=cast.approver, publish_at=now + timedelta(days=1), at=now)
