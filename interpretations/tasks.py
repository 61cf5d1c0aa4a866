"""Carries news soon after a commit, through the worker; what it misses, the minute's and the night's work catch."""

from django_tasks import task

from interpretations.actions import push


@task()
def carry_news() -> str:
    return f"推送：排队 {push.carry()} 封。"
