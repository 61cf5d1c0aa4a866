"""Hands one message to the mail server and brings back its answer, or says how sure the failure is."""

import smtplib

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.core.mail.message import sanitize_address
from django.utils import timezone
from django.utils.http import http_date

from .models import Message


class Refused(Exception):
    """The server said no for good; the message was not delivered."""


class NotSent(Exception):
    """The message was certainly not delivered; later it may be."""


class PerhapsSent(Exception):
    """The connection broke after the text went out: nobody knows."""


def letter(message: Message, from_email: str, connection=None) -> EmailMultiAlternatives:
    """The mail, the same to the byte of its identity each time it is made."""
    fixed = {
        "Message-ID": message.message_id,
        "Date": http_date(message.created_at.timestamp()).replace("GMT", "+0000"),
    }
    mail = EmailMultiAlternatives(
        message.subject,
        message.body,
        from_email,
        [message.to],
        headers={**message.headers, **fixed},
        connection=connection,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def open_connection(connection) -> None:
    """Raises NotSent when the mail server cannot be reached."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(f"连接不上邮件服务器：{_words(fault)}") from fault


def deliver(connection, mail: EmailMultiAlternatives) -> str:
    """Sends and returns the proof: the server's answer to the text, or what the backend says.

    Raises Refused, NotSent or PerhapsSent. SMTP is spoken step by step, because the answer that proves acceptance
    is thrown away by smtplib's own sendmail, and because only a break after the text leaves a doubt.
    """
    try:
        content = mail.message().as_bytes(linesep="\r\n")
    except (ValueError, LookupError) as fault:
        raise Refused(f"邮件内容无法写成邮件：{_words(fault)}") from fault
    if isinstance(connection, SmtpBackend) and connection.connection is not None:
        return _by_smtp(connection.connection, mail, content)
    try:
        count = connection.send_messages([mail])
    except Exception as fault:  # whatever a backend raises, nobody knows whether the text went out
        raise PerhapsSent(_words(fault)) from fault
    if count != 1:
        raise NotSent("邮件程序没有接收这封邮件")
    return f"{type(connection).__module__}：已接收，{timezone.localtime():%Y-%m-%d %H:%M:%S}"


def _by_smtp(smtp: smtplib.SMTP, mail: EmailMultiAlternatives, content: bytes) -> str:
    encoding = mail.encoding or "utf-8"
    sender, receiver = sanitize_address(mail.from_email, encoding), sanitize_address(mail.to[0], encoding)
    try:
        smtp.ehlo_or_helo_if_needed()
        _must(smtp.mail(sender), (250,))
        _must(smtp.rcpt(receiver), (250, 251))
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(_words(fault)) from fault
    except (Refused, NotSent):
        _reset(smtp)
        raise
    try:
        answer = smtp.data(content)
    except smtplib.SMTPDataError as fault:  # the server did not even want the text
        _reset(smtp)
        answer = (fault.smtp_code, fault.smtp_error)
    except (OSError, smtplib.SMTPException) as fault:
        raise PerhapsSent(_words(fault)) from fault
    _must(answer, (250,))
    return _answer(answer)


def _must(answer, wanted: tuple[int, ...]) -> None:
    code = answer[0]
    if code in wanted:
        return
    raise (Refused if 500 <= code < 600 else NotSent)(_answer(answer))


def _reset(smtp: smtplib.SMTP) -> None:
    try:
        smtp.rset()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def _answer(answer) -> str:
    code, text = answer
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(words.split())}".replace("\0", "")[:500]


def _words(fault: Exception) -> str:
    return f"{type(fault).__name__} {fault}".replace("\0", "").strip()[:400]
