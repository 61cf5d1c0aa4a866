"""The statutory stages of a major decision as data; guards and pages only walk this table (国务院令第713号)."""

from dataclasses import dataclass

from decisions.law import SOURCE


@dataclass(frozen=True)
class Stage:
    """One stage.

    opens      what it opens to the public
    needs      codes of stages that must have ended before this one begins
    evidence   kinds of paper of which at least one must be there before the stage can end
    optional   may be left out where the law does not ask for it; `asked_by` names the field of Decision that asks
    """

    code: str
    name: str
    clause: str
    opens: str
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    optional: bool = False
    asked_by: str = ""


STAGES = (
    Stage("start", "决策启动", "第十条、第十一条", "决策事项、承办单位", (), ("启动批准文件",)),
    Stage("public", "公众参与", "第十四条至第十八条", "草案及说明、征求意见公告、意见采纳情况", ("start",)),
    Stage("experts", "专家论证", "第十九条至第二十一条", "论证意见", ("start",), ("论证意见",), True, "needs_experts"),
    Stage("risk", "风险评估", "第二十二条至第二十四条", "评估结论", ("start",), ("风险评估报告",), True, "needs_risk"),
    Stage("legality", "合法性审查", "第二十五条至第二十八条", "审查结论", ("public",), ("合法性审查意见",)),
    Stage("discussion", "集体讨论决定", "第二十九条至第三十一条", "会议名称和日期", ("legality",), ("会议纪要",)),
    Stage("publication", "决策公布", "第三十二条", "决策文件", ("discussion",), ("决策文件",)),
    Stage("execution", "执行与调整", "第三十四条至第三十七条", "执行情况", ("publication",)),
    Stage("evaluation", "后评估", "第三十六条", "评估结论", ("execution",), ("后评估报告",), True),
)
BY_CODE = {stage.code: stage for stage in STAGES}
STAGE_CHOICES = [(stage.code, stage.name) for stage in STAGES]
ORDER = {stage.code: number for number, stage in enumerate(STAGES)}
EVIDENCE = tuple(dict.fromkeys(name for stage in STAGES for name in stage.evidence)) + (
    "公平竞争审查意见",
    "座谈会记录",
    "听证报告",
    "其他",
)


def citation(stage: Stage) -> str:
    """Where the stage stands, as printed."""
    return f"{SOURCE}{stage.clause}"
