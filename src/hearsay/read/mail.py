"""Mail messages, as statements and press releases arrive.

In: bytes. Out: a `Draft` without salutation and signature. Never here: attachments.
"""

import email
import email.policy
import re
from email.message import EmailMessage

from hearsay.read.bodies import is_body, is_person, is_role, issuer_of
from hearsay.read.byline import strip_marks
from hearsay.read.dates import find_date
from hearsay.read.draft import Declared, Draft, Fact, Paragraph, Unreadable
from hearsay.read.html import read_html
from hearsay.read.paragraphs import clean, is_item, is_running, to_paragraphs
from hearsay.read.text import decode

_SALUTATION = re.compile(
    r"^(?:dear|hello|hi|good (?:morning|afternoon|evening|day)|to whom it may concern|"
    r"ladies and gentlemen|colleagues)\b"
    r"[^.!?]{0,60}[,:!.]?$",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"^(?:(?:kind|best|warm|with (?:kind|best)) (?:regards|wishes)|regards|yours\b.*|sincerely.*|"
    r"respectfully.*|"
    r"thank you.{0,20}|many thanks|best|cheers),?\.?$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:\btel\b|\bphone\b|\bfax\b|\bmob(?:ile)?\b|@\w|https?://|www\.|\+\d[\d ()-]{6,})", re.I
)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:press|media|communications?|spokes\w+|public affairs|newsroom|information office)\b", re.I
)


def read_mail(data: bytes) -> Draft:
    """The text of a message; sender, day and subject are what it declares.

    Raises:
        Unreadable: it has neither header lines nor text.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not any(message.get(name) for name in ("From", "Subject", "Date")):
            raise Unreadable(
                "no mail message: header lines are missing", hint="a plain text needs the suffix .txt"
            )
        paragraphs = _body(message)
        return Draft(tuple(_without_signature(paragraphs)), _declared(message))
    except (LookupError, ValueError, AttributeError, TypeError, IndexError, KeyError) as error:
        raise Unreadable(f"a broken mail message: {error}", hint="save the message again") from error


def _body(message: EmailMessage) -> list[Paragraph]:
    """The paragraphs of the plain part, else of the HTML part."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise Unreadable("a mail message without text", hint="save its attachments as files")
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        return list(read_html(data).paragraphs)
    try:
        text = data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    text = clean(text).replace("\f", "")
    text = re.split(r"^-- ?$", text, maxsplit=1, flags=re.MULTILINE)[0]
    quoted = [line for line in text.split("\n") if line.startswith(">")]
    if len(quoted) < len([line for line in text.split("\n") if line.strip()]):
        text = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return to_paragraphs(text)


def _without_signature(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs without the salutation at the top and the name and address at the end."""
    kept = [p for at, p in enumerate(paragraphs) if not (at < 6 and _SALUTATION.match(p.text))]
    running = [at for at, p in enumerate(kept) if is_running(p.text) or is_item(p.text)]
    for at, paragraph in enumerate(kept):
        if at and _FAREWELL.match(paragraph.text):
            return kept[:at]
    last = running[-1] if running else len(kept) - 1
    tail = kept[last + 1 :]
    if tail and all(len(p.text) < 100 and not p.text.endswith("?") for p in tail):
        return kept[: last + 1]
    return [p for at, p in enumerate(kept) if at <= last or not _CONTACT.search(p.text)]


def _declared(message: EmailMessage) -> Declared:
    subject = _PREFIX.sub("", strip_marks(clean(str(message.get("Subject", "")))).replace("\n", " ")).strip()
    date = find_date(str(message.get("Date", "")))
    sender, unit = _sender(message)
    return Declared(
        title=Fact(subject, "mail header Subject") if subject else None,
        publisher=Fact(sender, "mail header From")
        if sender and not (is_person(sender) and not unit)
        else None,
        authors=(Fact(sender, "mail header From"),) if sender and is_person(sender) and not unit else (),
        published=Fact(date.edtf, "mail header Date") if date else None,
        hints=frozenset({"statement"} if unit else ()),
    )


def _sender(message: EmailMessage) -> tuple[str | None, bool]:
    """The body that sends the message, else the person; and whether its press office does so."""
    match = re.match(r"^\s*(?P<name>[^<]+?)\s*<", clean(str(message.get("From", ""))).replace("\n", " "))
    if not match:  # an address alone names nobody
        return None, False
    name = match["name"].replace('"', "").strip(" '")
    unit = bool(_UNIT.search(name))
    pieces = [
        p.strip() for p in re.split(r"\s*(?:,|\||\s[-–—]\s|\(|\)|\bat\b|\bfor\b)\s*", name) if p.strip()
    ]
    bodies = [p for p in pieces if is_body(p) and issuer_of(p)]
    if len(pieces) > 1 and is_person(pieces[0]) and len(rest := [p for p in pieces[1:] if not is_role(p)]):
        return issuer_of(", ".join(bodies or rest)), unit
    return issuer_of(name), unit
