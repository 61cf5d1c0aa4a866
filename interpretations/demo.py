"""Fictional interpretations, answers, messages and responses for demonstration installations, through the real actions."""

from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from disclosure.departments.models import Department
from disclosure.documents.models import Document
from disclosure.publishing import actions as publishing
from disclosure.publishing import attachments
from disclosure.publishing.models import AttachmentRole
from interpretations.actions import concerns, inquiries
from interpretations.actions.answers import draft_from
from interpretations.actions.interpreting import create_interpretation, create_piece
from interpretations.demo_texts import CONCERNS, INTERPRETATIONS, MESSAGES, OPEN_QUESTIONS, PIECES, QUESTIONS
from interpretations.models import Interpretation, InterpretationPiece, PolicyOfficer
from yushan_portal.lib.intake import code_for

ALT = "三幅连环画：老张付钱买插秧机；用手机提交发票；一卡通收到补贴。"


def load_interpretations(cast) -> str:
    """Runs once."""
    if Interpretation.objects.exists():
        return "解读与互动：已有内容，未重复载入"
    with transaction.atomic():
        _officers(cast)
        count = sum(_interpret(cast, dict(fields)) for fields in INTERPRETATIONS)
        count += sum(_answer(cast, number, *row) for number, row in enumerate(QUESTIONS))
        count += sum(_message(cast, number, *row) for number, row in enumerate(MESSAGES))
        count += sum(_concern(cast, *row) for row in CONCERNS)
        for number, row in enumerate(OPEN_QUESTIONS):
            _ask(cast, f"demo-open-{number}", *row[:3], row[3], _ago(row[4]))
    return f"解读与互动：示例 {count} 件"


def _officers(cast) -> None:
    today = timezone.localdate()
    for organ in Department.objects.standing(today).disclosing():
        PolicyOfficer.objects.get_or_create(
            organ=organ,
            rank=0,
            valid_to=None,
            defaults={"user": cast.author, "phone": "12345", "valid_from": today - timedelta(days=300)},
        )


def _ago(days: int):
    return timezone.now() - timedelta(days=days, hours=1)


def _paper(number: str) -> Document:
    return Document.objects.get(document_number=number)


def _interpret(cast, fields: dict) -> int:
    number = fields.pop("number")
    document = _paper(number)
    at = min(document.published_at + timedelta(hours=2), timezone.now())
    whole = Interpretation(organ=document.organ, document=document, **fields)
    whole = cast.publish(create_interpretation(whole, by=cast.author, at=at), at)
    for values in PIECES.get(number, ()):
        piece = InterpretationPiece(interpretation=whole, held_on=timezone.localdate(at), **values)
        piece = create_piece(piece, by=cast.author, at=at)
        if piece.form == "comic":
            _draw(cast, piece, at)
        cast.publish(piece, at)
    return 1 + len(PIECES.get(number, ()))


def _draw(cast, piece: InterpretationPiece, at) -> None:
    row = attachments.add(
        piece, _comic(), "农机补贴三幅图.png", by=cast.author, role=AttachmentRole.ATTACHMENT, caption=ALT, at=at
    )
    publishing.save_draft(piece, piece.working.content | {"attachment_ids": [row.pk]}, by=cast.author, at=at)
    piece.refresh_from_db()


def _comic() -> BytesIO:
    """Three panels of plain shapes: a machine, a telephone, a card with coins."""
    picture = Image.new("RGB", (960, 320), "white")
    pen = ImageDraw.Draw(picture)
    for place in range(3):
        left = 20 + place * 310
        pen.rounded_rectangle((left, 20, left + 290, 300), 18, fill="#eaf2fb", outline="#0b4f9e", width=4)
    pen.rectangle((80, 130, 210, 200), fill="#2e7d5b")
    pen.rectangle((170, 90, 220, 140), fill="#b3541e")
    for x in (85, 180):
        pen.ellipse((x, 185, x + 55, 240), fill="#1f2329")
    pen.rounded_rectangle((430, 70, 530, 250), 14, fill="#1f2329")
    pen.rectangle((442, 90, 518, 220), fill="white")
    pen.line((456, 150, 474, 172, 506, 120), fill="#2e7d5b", width=10)
    pen.rounded_rectangle((690, 110, 890, 220), 14, fill="#7a4e9e")
    pen.rectangle((690, 135, 890, 155), fill="#1f2329")
    for x in (700, 750, 800):
        pen.ellipse((x, 225, x + 44, 269), fill="#ffbf00", outline="#8a6d00", width=3)
    kept = BytesIO()
    picture.save(kept, "PNG")
    kept.seek(0)
    return kept


def _ask(cast, nonce: str, number: str, subject: str, text: str, anchor: str, at):
    document = _paper(number)
    return inquiries.receive(
        "question",
        subject=subject,
        text=text or subject,
        nonce=nonce,
        code=code_for(nonce),
        document=document,
        anchor=anchor,
        at=at,
    )


def _answer(cast, place: int, number, subject, text, reply, anchor, days) -> int:
    document = _paper(number)
    asked = max(_ago(days), document.published_at + timedelta(hours=3))
    inquiry = _ask(cast, f"demo-question-{place}", number, subject, text, anchor, asked)
    answered = min(asked + timedelta(hours=20), timezone.now())
    inquiries.draft_reply(inquiry, reply, by=cast.author, document=document, anchor=anchor, at=answered)
    inquiry = inquiries.approve_reply(inquiry, by=cast.approver, at=answered)
    cast.publish(draft_from(inquiry, by=cast.author, at=answered), answered)
    return 1


def _message(cast, place: int, box, subject, text, organ, reply, days) -> int:
    at, nonce = _ago(days), f"demo-message-{place}"
    inquiry = inquiries.receive(
        box, subject=subject, text=text, nonce=nonce, code=code_for(nonce), organ=cast.organ(organ), at=at
    )
    answered = at + timedelta(hours=26)
    inquiries.draft_reply(inquiry, reply, by=cast.author, at=answered)
    inquiry = inquiries.approve_reply(inquiry, by=cast.approver, at=answered)
    cast.publish(draft_from(inquiry, by=cast.author, at=answered), answered)
    return 1


def _concern(cast, field, title, concern, body, days) -> int:
    at = _ago(days)
    ticket = concerns.open_ticket(field, title, by=cast.author, noticed_at=at, text=concern, source="12345", at=at)
    responded = at + timedelta(hours=20)
    response = concerns.draft_response(ticket, by=cast.author, at=responded)
    content = response.working.content | {"concern": concern, "body": body}
    publishing.save_draft(response, content, by=cast.author, at=responded)
    response.refresh_from_db()
    cast.publish(response, responded)
    concerns.respond(ticket, by=cast.author, note="已在本平台回应", at=responded)
    return 1


DEMO_LOADERS = ((30, load_interpretations),)
