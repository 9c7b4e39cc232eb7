"""The words around the name of a place: what it is said to lie in, and whether its government is meant.

In: a text and the span of a name. Out: names of what holds it; a verdict. Never here: the gazetteer.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from hearsay.records import Span

_CONTAINER = re.compile(
    r"(?P<join>,?\s+in\s+|,\s+|\s+\(|\s+of\s+)"
    r"(?P<vague>(?:the\s+)?(?:(?:far\s+)?(?:north|south|east|west|centr|upper|lower)\w*(?:\s+(?:part|end)s?)?"
    r"\s+(?:of\s+)?)?(?:the\s+)?(?:\w+\s+(?:of\s+))?)"
    r"(?P<name>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
_PART_OF = re.compile(r"^the\s+(?:far\s+)?(?:north|south|east|west|centre|center)\w*\s+of\s+")
_OWNER = re.compile(
    r"(?P<name>[A-Z]\w+)(?:['’]s)?\s+(?:[a-z]+\s+){0,2}(?:(?:of|town|city|village|port|capital)\s+)?$"
)

_ACTS = (
    "said|says|say|announced|announces|accuse[sd]?|accuses|warned|warns|denied|denies|deny|rejected|rejects|condemned"
    "|condemns|insisted|insists|demanded|demands|claimed|claims|confirmed|confirms|called|calls|urged|urges|vowed|vows"
    "|threatened|threatens|pledged|pledges|agreed|agrees|refused|refuses|responded|responds|retaliated|retaliates|wants"
    "|wanted|hopes|hoped|fears|feared|sees|backed|backs|supports|supported|blamed|blames|dismissed|dismisses|recognised"
    "|recognises|recognized|recognizes|imposed|imposes|signed|signs|summoned|summons|recalled|expelled|expels|sought"
    "|seeks|proposed|proposes|declared|declares|decided|decides|offered|offers|promised|promises|protested|protests"
    "|disputes|disputed|argued|argues|views|viewed|considers|believes|believed|suspects|maintains|maintained|signalled"
    "|signaled|suspended|withdrew|withdraws|lifted|banned|bans|sanctioned"
)
_VERB = re.compile(
    rf"(?:\s+(?:has|have|had|also|will|would|later|then|now|again|repeatedly|immediately|swiftly|quickly|still|is|was"
    rf"|not|never|officially|formally|long|since|already)){{0,3}}\s+(?:{_ACTS}|accusing|threatening|demanding|seeking)\b"
)
_OWNED = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:decision|claims?|demands?|position|response|policy|policies|foreign\s+minister"
    r"|ambassador|envoy|allies|ally|sanctions|proposal|refusal|denial|accusations?|intentions?|warnings?|support"
    r"|stance|aims?|reaction)\b"
)
_BETWEEN = re.compile(
    r"\b(?i:relations|ties|talks|tensions?|agreement|dispute|war|treaty|deal|pact|negotiations|dialogue|rift|feud)\s+"
    r"between\s+(?:[A-Z]\w+\s+and\s+)?$"
)
_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|across|through|inside|of|for|toward|towards|via|into|over|above"
    r"|leaving|off|[a-z]+(?:-based)?,)\s+(?:the\s+|downtown\s+|central\s+|[a-z]+ern\s+)?$|,\s+$"
)

_PAPERS = frozenset(
    "the daily weekly morning evening sunday post times news newspaper herald star sun mercury republic "
    "independent enterprise eagle sentinel union call courier journal gazette chronicle tribune observer "
    "record press standard telegraph mail mirror express guardian examiner register review leader ledger "
    "dispatch bulletin monitor world today voice report reporter citizen advocate agency wire radio "
    "television online free national".split()
)
"""What papers and agencies are called besides the place where they appear; some are towns too."""


def holder_names(text: str, span: Span) -> Iterator[tuple[str, bool]]:
    """What a place may be said to lie in ("Daraa, in southern Syria"), the likeliest first.

    True with those that it is said to lie in for sure, whether anybody knows them or not.
    """
    match = _CONTAINER.match(text, span.end, min(len(text), span.end + 90))
    if match:
        if match["join"] != " of " or match["vague"]:
            words = match["name"].split()
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count]).rstrip(",")
                yield name, False
                if name.endswith("."):
                    yield name.rstrip("."), False
        if _PART_OF.search(match["vague"]):
            yield match["name"], True
    owner = _OWNER.search(text, max(0, span.start - 50), span.start)
    if owner:
        yield owner["name"], False


def is_government(text: str, span: Span) -> bool:
    """Whether the name of a capital stands for the government that sits there ("Moscow said")."""
    if _PLACED.search(text, max(0, span.start - 24), span.start):
        return False
    if _VERB.match(text, span.end) or _OWNED.match(text, span.end):
        return True
    return bool(_BETWEEN.search(text, max(0, span.start - 60), span.start))


def publisher_names(publisher: str) -> Iterator[str]:
    """The words of a publisher's name that may be a place ("The Marrow Daily Post")."""
    words = [word for word in re.findall(r"[\w’'-]+", publisher) if word[0].isupper()]
    telling = [word for word in words if word.lower() not in _PAPERS]
    yield from telling
    yield from (f"{one} {other}" for one, other in pairwise(telling))
