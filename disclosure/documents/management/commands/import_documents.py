"""`manage.py import_documents PATH…`: reads official papers, reports what was understood; stores drafts only when told."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from disclosure.departments.models import Department, User
from disclosure.documents.importing import from_folder, store
from disclosure.publishing.guards import Refused
from yushan_portal.lib.files import RefusedFile

SHOWN = (
    ("title", "标题"),
    ("document_number", "文号"),
    ("formed_on", "成文日期"),
    ("annotation", "附注"),
    ("disclosure", "公开属性"),
)


class Command(BaseCommand):
    help = "读取公文（.docx .txt .html .ofd），报告认出了什么；默认试运行，--commit 时存为草稿。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--commit", action="store_true", help="存为草稿")
        parser.add_argument("--as", dest="username", help="经办人登录名（--commit 时必填）")
        parser.add_argument("--organ", help="发布机构代码（默认按发文机关查找）")

    def handle(self, *args, paths, commit, username, organ, **options):
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        by = User.objects.filter(username=username, is_active=True).first() if username else None
        if commit and by is None:
            raise CommandError("存为草稿须用 --as 写明在岗经办人的登录名。")
        chosen = Department.objects.filter(code=organ).first() if organ else None
        if organ and chosen is None:
            raise CommandError(f"没有代码为 {organ} 的机构。")
        proposals = from_folder(paths)
        stored = sum(self._one(proposal, commit, by, chosen) for proposal in proposals)
        taken = f"存为草稿 {stored} 件" if commit else "试运行，没有保存；加 --commit --as 登录名 存为草稿"
        self.stdout.write(f"共 {len(proposals)} 件，{taken}。")

    def _one(self, proposal, commit, by, chosen) -> int:
        self.stdout.write(f"== {proposal.name}")
        for code, name in SHOWN:
            if proposal.values.get(code):
                value = proposal.values[code]
                self.stdout.write(f"   {name}：{getattr(value, 'label', value)}")
        organ = chosen or _organ_of(proposal)
        self.stdout.write(f"   发文机关：{'、'.join(proposal.issuers)}" + (f"（{organ.code}）" if organ else ""))
        for line in proposal.report():
            self.stdout.write(f"   {line}")
        if not commit or proposal.refusal:
            return 0
        if organ is None:
            self.stdout.write("   未保存：不知道发布机构，请用 --organ 写明。")
            return 0
        try:
            document = store(proposal, by=by, organ=organ)
        except (Refused, RefusedFile) as refusal:
            self.stdout.write(f"   未保存：{refusal}")
            return 0
        self.stdout.write(f"   已存为草稿，索引号 {document.index_number}")
        return 1


def _organ_of(proposal):
    """The organ that the paper names first, by its full name."""
    return Department.objects.filter(name__in=proposal.issuers[:1]).first()
