"""Grouping as background work: reads every opinion once, tells its progress, switches in one transaction."""

from django.utils import timezone

from decisions.models import Consultation, Opinion, OpinionGroup
from decisions.similarity import Grouping
from yushan_portal.lib.background import JobRefused

BATCH = 2000


def regroup(context) -> dict:
    """Find like opinions among those that are in no group yet, and join them to groups that are there."""
    consultation = Consultation.objects.filter(pk=context.payload.get("consultation")).first()
    if consultation is None:
        raise JobRefused("没有找到这项征求意见。")
    if consultation.report_published_at:
        raise JobRefused("采纳情况已经公布，不再归并。")
    members, total = _sorted_into_groups(consultation, context)
    with context.switching():
        made = joined = 0
        for key, ids in members.items():
            if isinstance(key, tuple):
                group = OpinionGroup.objects.get(pk=key[1])
            elif len(ids) < 2:
                continue
            else:
                group, made = _new_group(consultation, key), made + 1
            rows = Opinion.objects.filter(consultation=consultation, group__isnull=True)
            given = group.opinions.exclude(answer=None).values_list("answer", flat=True).first()
            for start in range(0, len(ids), BATCH):
                change = {"group": group} | ({"answer": given} if given else {})
                joined += rows.filter(pk__in=ids[start : start + BATCH]).update(**change)
        context.result = {"opinions": total, "groups": made, "grouped": joined}
    return context.result


def _sorted_into_groups(consultation: Consultation, context) -> tuple[dict, int]:
    groups, members = Grouping(), {}
    for group in OpinionGroup.objects.filter(consultation=consultation).iterator():
        key = ("group", group.pk)
        groups.place(key, group.sample, group.fingerprint)
    rows = consultation.opinions.counted().ungrouped().unanswered().oldest()
    total = rows.count()
    wanted = rows.values_list("pk", "text", "fingerprint")
    for done, (pk, text, digest) in enumerate(wanted.iterator(chunk_size=BATCH), start=1):
        members.setdefault(groups.place(pk, text, digest), []).append(pk)
        if done % 500 == 0:
            context.progress(done, total, f"已比对 {done} / {total} 条")
    return members, total


def _new_group(consultation: Consultation, pk: int) -> OpinionGroup:
    first = Opinion.objects.get(pk=pk)
    return OpinionGroup.objects.create(
        consultation=consultation,
        fingerprint=first.fingerprint,
        sample=first.text,
        made_at=timezone.now(),
    )
