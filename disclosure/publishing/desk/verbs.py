"""What the desk calls each verb of the ledger."""

from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW

OTHER_VERBS = {
    "upload": "上传附件",
    "caption": "修改附件说明",
    "read_original": "下载原件",
    "link": "建立关联",
    "unlink": "取消关联",
}


def verb_name(verb: str) -> str:
    """The Chinese name of a verb; the verb itself where no table knows it."""
    names = {row.verb: row.name for row in (*REVISION_WORKFLOW, *THING_WORKFLOW)}
    return names.get(verb) or OTHER_VERBS.get(verb, verb)
