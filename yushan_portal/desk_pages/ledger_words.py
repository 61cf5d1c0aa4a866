"""What the ledger's page calls acts and things, so that an auditor reads Chinese and not codes."""

from django.apps import apps

from disclosure.publishing.desk.verbs import OTHER_VERBS, verb_name
from disclosure.publishing.kinds import models_by_kind
from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW

SIGNING_IN = {
    "sign_in": "登录",
    "sign_in_failed": "登录失败",
    "sign_out": "退出",
    "second_factor": "通过二次验证",
    "second_factor_failed": "二次验证失败",
    "set_up_second_factor": "启用二次验证",
    "renew_recovery_codes": "更换恢复码",
    "reset_second_factor": "重置二次验证",
    "change_password": "修改密码",
    "reset_password": "重置密码",
    "end_session": "结束登录",
}
PEOPLE = {
    "open_account": "开设账号",
    "close_account": "停用账号",
    "grant_membership": "授予角色",
    "end_membership": "结束角色",
    "edit_department": "修改机构资料",
}
SETTINGS = {
    "setting": "修改设置",
    "declare_event": "登记事件",
    "take_back_event": "撤销登记的事件",
    "end_override": "结束县定内容",
    "load_calendar": "载入放假安排",
    "import_plan": "导入工作方案",
    "report_progress": "填报进展",
}
EXCHANGE = {"exchange_made": "生成交换文件", "exchange_downloaded": "下载交换文件"}
CATALOGUE = {"confirm_wording": "确认事项表述", "assign": "指定公开机构", "relieve": "免除公开机构"}
CHECKS = {
    "excuse": "登记豁免",
    "end_exemption": "结束豁免",
    "order_issue": "发出整改单",
    "order_answer": "回复整改单",
    "order_recheck": "复查整改",
    "order_send_back": "退回整改",
    "order_prolong": "延长整改期限",
    "order_cancel": "撤销整改单",
    "order_escalate": "整改超期上报",
}
DECISIONS = {
    "add_paper": "归入决策材料",
    "release_paper": "公开决策材料",
    "plan_hearing": "安排听证",
    "register_for_hearing": "听证报名",
    "attend_hearing": "听证签到",
    "give_up_seat": "放弃听证席位",
    "confirm_hearing_record": "确认听证笔录",
    "invite_representatives": "邀请代表列席",
    "keep_representative": "维护代表名单",
    "publish_meeting": "公开会议信息",
    "take_in": "收到意见",
    "show_opinions": "公开意见",
    "set_apart": "单列意见",
    "group": "归并意见",
    "moderate": "审看意见",
    "redact": "隐去意见内容",
    "extend": "延长期限",
    "publish_report": "公开采纳情况",
    "dossier": "导出决策档案",
    "export_full": "导出全部意见",
}
INQUIRIES = {
    "receive": "收到来信",
    "route": "转办来信",
    "draft_reply": "拟答复",
    "approve_reply": "签发答复",
    "return_reply": "退回答复",
    "close": "办结",
    "open_ticket": "登记舆情",
    "escalate": "超时上报",
}
VERBS = SIGNING_IN | PEOPLE | SETTINGS | EXCHANGE | CATALOGUE | CHECKS | DECISIONS | INQUIRIES
OTHERWISE = {("override", "catalogue.countyoverride"): "修改县定内容"}
"""Verbs that mean something else on one kind of thing."""

THINGS = {"account": "登录名", "calendar": "工作日历", "departments.reference": "机构参考数据"}


def act_name(verb: str, kind: str = "") -> str:
    """The Chinese name of an act on a thing of that kind; its code where nobody has named it."""
    return OTHERWISE.get((verb, kind)) or VERBS.get(verb) or verb_name(verb)


def thing_name(kind: str) -> str:
    """What a clerk calls the kind of thing that an act was done to."""
    if kind in THINGS:
        return THINGS[kind]
    model = models_by_kind().get(kind)
    if model is None and kind.count(".") == 1:
        try:
            model = apps.get_model(kind)
        except LookupError:
            return kind
    return str(model._meta.verbose_name) if model else kind


def acts_to_choose() -> list[tuple[str, str]]:
    """(code, name) of every act that has a name, for the filter."""
    chain = {row.verb: row.name for row in (*REVISION_WORKFLOW, *THING_WORKFLOW)}
    return list((chain | OTHER_VERBS | VERBS).items())
