"""决策档案 (条例713 第三十三条): everything in statutory order as a .zip with an index page and a hash list.

Personal data goes into a part of its own that the index only counts.
"""

import hashlib
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join

from decisions.counting import figures
from decisions.models import Consultation, Decision
from decisions.showing import shown_name, shown_text
from decisions.stages import BY_CODE
from disclosure.audit.models import LedgerEntry
from disclosure.outbox.models import Message
from disclosure.publishing.models import Attachment, Revision
from yushan_portal.lib.csvfiles import canonical_csv

PERSONAL = "99_个人信息（密封）"


def write_dossier(decision: Decision, target, at) -> int:
    """Write the archive of a decision to a binary file; returns how many files it holds."""
    files: dict[str, bytes] = {}
    _revisions(files, "01_决策事项", decision)
    for number, record in enumerate(decision.stages.select_related("by"), start=2):
        folder = f"{number:02d}_{BY_CODE[record.stage].name}"
        facts = {"began_on": record.began_on, "ended_on": record.ended_on, "note": record.note, "submitted_on": record.submitted_on, "opinion_on": record.opinion_on, "passed": record.passed, "by": str(record.by)}  # fmt: skip
        files[f"{folder}/阶段登记.json"] = _json(facts)
        for paper in record.papers.select_related("attachment"):
            part = folder if paper.public else f"{folder}/内部材料"
            files[f"{part}/{paper.pk}_{paper.attachment.name}"] = _original(paper.attachment)
    for consultation in decision.consultations.all():
        _consultation(files, consultation)
    for hearing in decision.hearings.all():
        _hearing(files, hearing)
    acts = LedgerEntry.objects.about(decision.kind, decision.pk).order_by("pk")
    files["80_办理台账.csv"] = _csv(
        ("时间", "谁", "做了什么", "理由"), ((row.at, row.actor, row.verb, row.reason) for row in acts)
    )
    return _pack(files, decision.title, target, at)


def _consultation(files: dict, consultation: Consultation) -> None:
    folder = f"40_征求意见_{consultation.pk}"
    _revisions(files, folder, consultation)
    counts = figures(consultation)
    files[f"{folder}/数字.json"] = _json({"received": counts.received, "answered": counts.answered, "open": counts.open, "late": counts.late, "withdrawn": counts.withdrawn, "channels": {row.name: row.received for row in counts.channels}})  # fmt: skip
    rows = consultation.opinions.select_related("answer", "article", "version").order_by("pk")
    heads = ("编号", "提出人（隐名）", "渠道", "收到日期", "逾期", "版次", "条款", "意见", "处理结果", "采纳到", "理由")
    files[f"{folder}/采纳台账.csv"] = _csv(heads, (ledger_line(row) for row in rows.iterator(chunk_size=2000)))
    personal = ("编号", "姓名", "单位", "电话", "邮箱", "意见原文")
    lines = (
        (row.number, row.name, row.organisation, row.contact, row.email, row.text)
        for row in rows.iterator(chunk_size=2000)
    )
    files[f"{PERSONAL}/征求意见_{consultation.pk}.csv"] = _csv(personal, lines)
    for row in rows.exclude(scan=None).select_related("scan"):
        files[f"{PERSONAL}/扫描件/{row.number}_{row.scan.name}"] = _original(row.scan)
    keys = [f"opinion-{row.pk}-report" for row in rows.exclude(email="")]
    sent = [
        row for start in range(0, len(keys), 500) for row in Message.objects.filter(key__in=keys[start : start + 500])
    ]
    files[f"{PERSONAL}/告知邮件_{consultation.pk}.csv"] = _csv(
        ("收件人", "主题", "状态"), ((row.to, row.subject, row.state) for row in sent)
    )


def ledger_line(row) -> tuple:
    """One row of the ledger without personal data, for the archive and the export."""
    said = row.answer
    return (
        row.number,
        shown_name(row),
        row.get_channel_display(),
        row.received_on,
        "是" if row.late else "否",
        row.version.number,
        row.article.label if row.article else "全文",
        shown_text(row),
        said.get_disposition_display() if said else "",
        said.article_label if said else "",
        said.reason if said else "",
    )


def _hearing(files: dict, hearing) -> None:
    folder = f"50_听证会_{hearing.pk}"
    facts = {"title": hearing.title, "place": hearing.place, "starts_at": hearing.starts_at, "notice_at": hearing.notice_at, "selection_rule": hearing.selection_rule, "quota": hearing.quota, "seed_source": hearing.seed_source, "seed": hearing.seed, "frozen_sha256": hearing.frozen_sha256, "papers_on": hearing.papers_on}  # fmt: skip
    files[f"{folder}/公告和抽取.json"] = _json(facts)
    files[f"{folder}/固定名单.txt"] = hearing.frozen_list.encode()
    files[f"{folder}/听证记录.txt"] = hearing.record.encode()
    places = hearing.places.all()
    files[f"{folder}/出席.csv"] = _csv(("报名号", "类别", "状态", "出席", "确认记录"), ((row.number, row.quota_code, row.get_state_display(), row.attended, row.confirmed_at) for row in places))  # fmt: skip
    files[f"{PERSONAL}/听证报名_{hearing.pk}.csv"] = _csv(("报名号", "姓名", "电话", "单位"), ((row.number, row.name, row.contact, row.organisation) for row in places))  # fmt: skip


def _revisions(files: dict, folder: str, thing) -> None:
    for revision in Revision.objects.of(thing).exclude(published_at=None).order_by("number"):
        facts = {
            "title": revision.title,
            "published_at": revision.published_at,
            "digest": revision.digest,
            "content": revision.content,
        }
        files[f"{folder}/第{revision.number}版.json"] = _json(facts)
    for row in Attachment.objects.listed(thing.attachment_ids):
        files[f"{folder}/附件/{row.pk}_{row.name}"] = _original(row)


def _pack(files: dict, title: str, target, at) -> int:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    listed = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", _index(title, digests, at))
        archive.writestr("SHA256SUMS", listed)
        for name in digests:
            archive.writestr(name, files[name])
    return len(files)


def _index(title: str, digests: dict, at) -> str:
    open_part = [name for name in digests if not name.startswith(PERSONAL)]
    items = format_html_join("\n", '<li><a href="{}">{}</a></li>', ((name, name) for name in open_part))
    return format_html(
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title></head><body><h1>{}</h1>'
        "<p>生成于 {}。校验码见 SHA256SUMS。含个人信息的 {} 个文件在“{}”，限内部查阅。</p><ol>{}</ol></body></html>",
        f"{title} 档案",
        f"{title} 档案",
        f"{at:%Y-%m-%d %H:%M}",
        len(digests) - len(open_part),
        PERSONAL,
        items,
    )


def _json(facts: dict) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder).encode()


def _csv(headings, rows) -> bytes:
    return canonical_csv(rows, headings)


def _original(row: Attachment) -> bytes:
    with row.original.open("rb") as file:
        return file.read()
