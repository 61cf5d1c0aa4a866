"""The workflow of everything publishable, as one table. Buttons, permissions and the matrix are read from it.

A thing's own state says what the public sees; a revision's state says how far the text at hand has come.
保守国家秘密法实施条例 第四十二条: 先审查、后公开; 国办发〔2017〕47号: 分级分类审核、先审后发.
"""

from django.db import models

from disclosure.departments.roles import Role
from yushan_portal.lib.transitions import Transition


class State(models.TextChoices):
    """What the public sees of a thing."""

    DRAFT = "draft", "未公开"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤回"


class RevisionState(models.TextChoices):
    """How far a revision has come."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    REVIEWED = "reviewed", "待签发"
    APPROVED = "approved", "待发布"
    SCHEDULED = "scheduled", "定时发布"
    RETURNED = "returned", "已退回"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "旧版"
    DISCARDED = "discarded", "已作废"


OPEN = (
    RevisionState.DRAFT,
    RevisionState.SUBMITTED,
    RevisionState.REVIEWED,
    RevisionState.APPROVED,
    RevisionState.SCHEDULED,
    RevisionState.RETURNED,
)
"""States in which a revision still waits for somebody."""

EDITABLE = (RevisionState.DRAFT, RevisionState.RETURNED)
"""States in which its text may change."""

_R = RevisionState

REVISION_WORKFLOW = (
    Transition("save", "保存草稿", EDITABLE, None, (Role.AUTHOR, Role.OFFICE), "国办发〔2017〕47号"),
    Transition("submit", "提交审核", EDITABLE, _R.SUBMITTED, (Role.AUTHOR, Role.OFFICE), "国办发〔2017〕47号"),
    Transition(
        "review", "审核通过", (_R.SUBMITTED,), _R.REVIEWED, (Role.REVIEWER,), "国办发〔2017〕47号", two_person=True
    ),
    Transition("approve", "签发", (_R.REVIEWED,), _R.APPROVED, (Role.APPROVER,), "国办发〔2017〕47号", two_person=True),
    Transition("publish", "发布", (_R.APPROVED, _R.SCHEDULED), _R.PUBLISHED, (Role.AUTHOR, Role.APPROVER, Role.OFFICE)),
    Transition("schedule", "定时发布", (_R.APPROVED,), _R.SCHEDULED, (Role.AUTHOR, Role.APPROVER, Role.OFFICE)),
    Transition(
        "return",
        "退回",
        (_R.SUBMITTED, _R.REVIEWED, _R.APPROVED, _R.SCHEDULED),
        _R.RETURNED,
        (Role.REVIEWER, Role.APPROVER, Role.OFFICE),
        reason_required=True,
    ),
    Transition("discard", "作废草稿", EDITABLE, _R.DISCARDED, (Role.AUTHOR, Role.OFFICE), reason_required=True),
    Transition(
        "urgent",
        "紧急发布",
        (_R.DRAFT, _R.RETURNED, _R.SUBMITTED, _R.REVIEWED, _R.APPROVED, _R.SCHEDULED),
        _R.PUBLISHED,
        (Role.OFFICE,),
        "条例 第二十条第十二项 突发公共事件",
        reason_required=True,
    ),
    Transition("secrecy_review", "保密审查", OPEN, None, (Role.SECRECY,), "保守国家秘密法 第三十五条", two_person=True),
    Transition("fair_competition", "公平竞争审查", OPEN, None, (Role.REVIEWER, Role.OFFICE), "公平竞争审查条例"),
    Transition("legality", "合法性审核", OPEN, None, (Role.REVIEWER, Role.OFFICE), "国办发〔2018〕115号"),
    Transition(
        "override",
        "个人信息放行",
        OPEN,
        None,
        (Role.SECRECY,),
        "个人信息保护法 第三十四条",
        reason_required=True,
        two_person=True,
    ),
)

THING_WORKFLOW = (
    Transition("create", "新建", (), State.DRAFT, (Role.AUTHOR, Role.OFFICE)),
    Transition("revise", "修订", (State.DRAFT, State.PUBLISHED, State.WITHDRAWN), None, (Role.AUTHOR, Role.OFFICE)),
    Transition(
        "withdraw",
        "撤回",
        (State.PUBLISHED,),
        State.WITHDRAWN,
        (Role.APPROVER, Role.OFFICE),
        "条例 第十四条至第十六条",
        reason_required=True,
    ),
    Transition(
        "restore", "恢复公开", (State.WITHDRAWN,), State.PUBLISHED, (Role.APPROVER, Role.OFFICE), reason_required=True
    ),
    Transition("confirm", "补办确认", (State.PUBLISHED,), None, (Role.APPROVER,), two_person=True),
)
