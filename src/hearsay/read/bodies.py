"""Whether a few words are the name of an outlet or institution, a person, a place or a section.

In: a piece of a line. Out: yes or no. Judged by shape and by general nouns ("Gazette", "Ministry"); no
outlet is known by name here.
"""

import re

from hearsay.read.wording import listed

_OUTLET = listed(
    """
    post times news newspaper gazette herald daily tribune tribuna agency press radio tv television
    review observer courier chronicle journal standard star sun telegraph guardian mail express mirror
    independent record reporter dispatch examiner inquirer enquirer monitor bulletin echo sentinel globe
    mercury argus advertiser messenger ledger wire newswire weekly monthly today broadcasting magazine
    digest insider beacon banner correspondent leader clarion argus citizen planet zeitung tageblatt
    diario correo gaceta tidning dagblad pravda presse blog bbc afp
    """
)
_OUTLET_LAST = listed(
    """
    service agency network group online today weekly daily edition english wire desk - — –
    """
)
_OUTLET_FIRST = listed(
    """
    radio diario channel agence tribuna gazeta correo canal televisión rádio
    """
)
_INSTITUTION = listed(
    """
    ministry department office agency authority commission committee council board bureau directorate
    institute institution centre center foundation association union federation confederation network
    university college academy party bank company corporation group society secretariat embassy
    government presidency parliament service command police court organisation organization initiative
    observatory programme program league front movement forum laboratory consortium coalition alliance
    campaign trust fund chamber assembly senate chancellery administration inspectorate headquarters
    brigade operator s.a. ltd inc plc gmbh llc ag
    """
)

_SMALL = listed(
    """
    of the and for on in to at a an de la le les el los del della di da do dos van von der den und y et
    e & for with
    """
)
_SECTIONS = listed(
    """
    world business politics companies markets sport sports opinion news local economy economics culture
    science technology tech health analysis features feature home international national energy
    environment society region regional finance travel europe asia africa americas crime education front
    page latest top story stories article archive print share english edition page exclusive
    """
)
_ROLES = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|staff|writers?|columnists?|analysts?|fellow|director|"
    r"professor|"
    r"researcher|chief|bureau|special to|contributors?|spokes\w+|head of|secretary|president|chairman|"
    r"minister)\b",
    re.IGNORECASE,
)
_PLACE_FIRST = listed(
    """
    puerto san santa santo saint st new port los las el north south east west upper lower bad
    """
)


def words_of(text: str) -> list[str]:
    """The words of a piece of a line, without punctuation at their ends."""
    return [word for word in (w.strip(".,;:()[]\"'“”‘’*_") for w in text.split()) if word]


def is_capitalised(text: str) -> bool:
    """Whether every word but the small ones begins with a capital or a figure."""
    words = words_of(text)
    return bool(words) and all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)


def is_outlet(text: str) -> bool:
    """Whether this is a name such as "The Lowland Gazette", "Radio Tessa" or "PUNA NEWS"."""
    words = [w.lower() for w in words_of(re.sub(r"\([^)]*\)", "", text))]
    if not 2 <= len(words) <= 6 or len(text) > 60 or "," in text or not is_capitalised(text):
        return False
    if words[0] in _OUTLET_FIRST or (words[0] in _OUTLET and words[1] in {"of", "de", "do"}):
        return True
    return any(
        word in _OUTLET and (not after or after[0] in _SMALL or after[0] in _OUTLET_LAST)
        for at, word in enumerate(words[1:], start=1)
        for after in [words[at + 1 :]]
    )


def is_institution(text: str) -> bool:
    """Whether this is a name such as "Ministry of Energy, Republic of Lovonia" or "River Watch Network"."""
    bare = re.sub(r"\([^)]*\)", "", text)
    words = [w.lower() for w in words_of(bare)]
    if not 2 <= len(words) <= 12 or not is_capitalised(text) or len(text) > 110:
        return False
    for at, word in enumerate(words):
        if word in _INSTITUTION or word in {"s.a", "ltd"}:
            rest = words[at + 1 :]
            if not rest or rest[0] in {"of", "for", "on", "and", "de", "against", "in", "to"}:
                return True
            if re.search(rf"{re.escape(word)}\s*,", bare, re.IGNORECASE):
                return True
    return False


def is_body(text: str) -> bool:
    """Whether this names an outlet or an institution."""
    return is_outlet(text) or is_institution(text)


def is_acronym(text: str) -> bool:
    """Whether this is one word of two to six capitals ("CPA", "dpa" is written small and is not)."""
    return bool(re.fullmatch(r"[A-Z][A-Z&.-]{1,5}", text.strip()))


def is_person(text: str) -> bool:
    """Whether this has the shape of a person's name: two to four capitalised words and no noun of a body."""
    words = words_of(text)
    small = {"de", "la", "van", "von", "der", "al", "bin", "ibn", "da", "di", "del", "le", "el", "ter"}
    if not 2 <= len(words) <= 5 or re.search(r"[\d,:;?!]", text) or _ROLES.search(text):
        return False
    if words[0].lower() in {"the", "a", "an", "our", "your", "in", "on", "why", "how", "what", "who", "no"}:
        return False
    return (
        all(w[0].isupper() or w.lower() in small for w in words)
        and words[-1][0].isupper()
        and not is_body(text)
    )


def people_in(text: str) -> tuple[str, ...]:
    """The persons that a line names, if it does nothing else: "Ada Quill and Ben Orr"."""
    names = [n for n in re.split(r"\s*(?:,|&|\band\b|;)\s*", text.strip(" .,")) if n]
    return tuple(names) if names and all(map(is_person, names)) else ()


def is_section(text: str) -> bool:
    """Whether this is the name of a newspaper's section, such as "Companies & Markets"."""
    words = [w.lower() for w in words_of(text) if w not in {"&", "and"}]
    return bool(words) and len(words) <= 4 and all(w in _SECTIONS for w in words)


def is_role(text: str) -> bool:
    """Whether this says what somebody is, such as "Chief Correspondent" or "our own correspondent"."""
    return bool(_ROLES.search(text)) and not is_outlet(text)


def is_place(text: str, body: str) -> bool:
    """Whether this names a place, judged by its shape and by how the text itself uses the name."""
    name = text.strip(" .,")
    words = words_of(name)
    if not words or len(words) > 4 or is_body(name) or words[0].lower() == "the":
        return False
    if is_acronym(name) and (len(name) <= 3 or not re.search("[AEIOU]", name) or body.count(name) > 1):
        return False
    if len(words) == 1 or words[0].lower() in _PLACE_FIRST:
        return True
    used = rf"\b(?:in|from|near|at|outside|towards?|around)\s+{re.escape(name)}\b"
    return bool(re.search(used, body, re.IGNORECASE))


def issuer_of(sender: str) -> str | None:
    """The body behind the name of its press office: "Press Office, Ministry of Water" → the ministry."""
    pieces = [p.strip() for p in re.split(r"\s*(?:,|\||\s[-–—]\s|/)\s*", sender) if p.strip()]
    unit = re.compile(
        r"^(?:the )?(?:press|media|public|external|corporate)?\s*(?:office|service|relations|affairs|"
        r"desk|centre|"
        r"center|communications?|department|team|unit|information|newsroom|secretariat|spokes\w+)"
        r"(?: (?:office|service|team|desk|department|unit))*$",
        re.IGNORECASE,
    )
    kept = [p for p in pieces if not unit.match(p)]
    name = ", ".join(kept) if kept else sender.strip()
    name = re.sub(
        r"^(?:the )?(?:press|media|communications?|information) (?:office|service|department|team)"
        r"(?: of(?: the)?|,)? (?=[A-Z])",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = re.sub(r"\s+(?:press|media) (?:office|service|team|relations)$", "", name, flags=re.IGNORECASE)
    return name or None
