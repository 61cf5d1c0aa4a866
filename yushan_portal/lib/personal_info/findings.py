"""What the scanner reports: kinds of personal information as data, a finding, a report on a file."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """BLOCKING stops publication until masked or overridden by a named reviewer; NOTICE is shown and stops nothing."""

    BLOCKING = "blocking"
    NOTICE = "notice"


@dataclass(frozen=True)
class Kind:
    """A kind of personal information (个人信息保护法 第四条, 第二十八条).

    keep_first / keep_last   characters (digits and letters) left readable when masked; never more than the last 4 of an
                             identity number
    masked                   False for what is reported but lawfully stays, such as an office's telephone
    """

    code: str
    name: str
    severity: Severity = Severity.BLOCKING
    keep_first: int = 0
    keep_last: int = 0
    masked: bool = True


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("identity", "居民身份证号码", keep_last=4),
        Kind("identity_doubtful", "疑似身份证号码（校验码不符或不完整）", Severity.NOTICE, keep_last=4),
        Kind("mobile", "手机号码", keep_first=3, keep_last=4),
        Kind("landline", "固定电话", Severity.NOTICE, masked=False),
        Kind("bank_card", "银行卡号", keep_last=4),
        Kind("bank_account", "银行账号（校验位不符，可能为对公账户）", Severity.NOTICE, masked=False),
        Kind("passport", "护照号码", keep_first=1, keep_last=3),
        Kind("permit", "通行证、居留证件号码", keep_first=1, keep_last=3),
        Kind("plate", "车辆号牌", keep_first=2, keep_last=1),
        Kind("address", "村级以下住址"),
        Kind("village_group", "村民小组", Severity.NOTICE, masked=False),
        Kind("birth_date", "出生日期"),
        Kind("birth_month", "出生年月", Severity.NOTICE, masked=False),
        Kind("minor", "未成年人信息", keep_first=1),
        Kind("illness", "健康、残疾状况"),
        Kind("illness_label", "健康、残疾状况字样", Severity.NOTICE, masked=False),
        Kind("hidden", "隐藏内容", Severity.NOTICE, masked=False),
        Kind("revision", "修订痕迹或批注", Severity.NOTICE, masked=False),
        Kind("property", "文档属性", Severity.NOTICE, masked=False),
        Kind("image", "图片（图中文字无法检查）", Severity.NOTICE, masked=False),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal information and where it stands.

    start, end   half-open range in the text that was scanned (paragraph, cell, page, or HTML source)
    sample       the value as it reads once masked: a finding never repeats what it found
    hide         positions inside the range that masking replaces by an asterisk
    """

    kind: str
    severity: Severity
    place: str
    sample: str
    start: int
    end: int
    hide: tuple[int, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        return KINDS[self.kind].name

    @property
    def blocking(self) -> bool:
        return self.severity is Severity.BLOCKING

    @property
    def masked(self) -> bool:
        return self.blocking or KINDS[self.kind].masked

    def moved(self, by: int, place: str | None = None) -> "Finding":
        """The same finding in a text in which it stands `by` characters further on."""
        return replace(
            self,
            place=self.place if place is None else place,
            start=self.start + by,
            end=self.end + by,
            hide=tuple(at + by for at in self.hide),
        )

    def __str__(self) -> str:
        return f"{self.place}：{self.name} {self.sample}".strip("：")


MOST_FINDINGS = 5000


@dataclass
class FileReport:
    """What a file holds. `readable` False means fail closed: it is released only by a reviewer's recorded decision.

    At most MOST_FINDINGS are listed; `more` counts the others, blocking ones in `more_blocking`.
    """

    findings: list[Finding] = field(default_factory=list)
    readable: bool = True
    unreadable_reason: str = ""
    more: int = 0
    more_blocking: int = 0

    def add(self, finding: Finding) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
            return
        self.more += 1
        self.more_blocking += finding.blocking

    def extend(self, findings) -> None:
        for finding in findings:
            self.add(finding)

    def unreadable(self, reason: str) -> "FileReport":
        """Note why (part of) the file cannot be read; the first reasons are kept, in order."""
        self.readable = False
        if reason not in self.unreadable_reason and self.unreadable_reason.count("；") < 9:
            self.unreadable_reason = "；".join(filter(None, (self.unreadable_reason, reason)))
        return self

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocking]

    @property
    def notices(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.blocking]

    @property
    def releasable(self) -> bool:
        return self.readable and not self.blocking and not self.more_blocking
