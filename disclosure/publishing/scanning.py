"""The personal-information check of one revision: its text, tables and attachments (个人信息保护法 第三十四条)."""

from disclosure.publishing.models import Revision
from yushan_portal.lib import personal_info


def findings_of(shown) -> list[dict]:
    """Blocking findings in the text parts of a thing as it would be shown; each with place, name and a masked sample."""
    found: list[dict] = []
    for place, form, value in shown.text_parts():
        if not value:
            continue
        scan = personal_info.scan_html if form == "html" else personal_info.scan_text
        found.extend(_plain(finding, place) for finding in scan(value) if finding.blocking)
    return found


def attachment_faults(attachment) -> list[dict]:
    """What stands against releasing a file: findings kept at upload, or that it could not be read."""
    if not attachment.readable:
        reason = attachment.unreadable_reason or "文件无法读取"
        fault = {"place": f"附件“{attachment.name}”", "name": "无法检查的文件", "sample": reason, "file": attachment.pk}
        return [fault | ({"picture": True} if attachment.mime.startswith("image/") else {})]
    return [
        {**finding, "place": f"附件“{attachment.name}”{finding['place']}", "file": attachment.pk}
        for finding in attachment.findings
    ]


def check(revision: Revision, shown) -> list[dict]:
    """All findings of a revision; scanned once a digest and kept on the revision until the digest changes."""
    kept = revision.findings or {}
    if kept.get("digest") == revision.digest:
        return kept["found"]
    found = findings_of(shown)
    for attachment in shown.attachments:
        found.extend(attachment_faults(attachment))
    revision.findings = {"digest": revision.digest, "found": found}
    if revision.pk:
        Revision.objects.filter(pk=revision.pk).update(findings=revision.findings)
    return found


def _plain(finding, place: str) -> dict:
    inside = finding.place.removeprefix("正文")
    return {"place": f"{place}{inside}", "name": finding.name, "sample": finding.sample}
