"""The words around those who were killed, injured or shot: whom a noun counts, what says that it is not all.

General lists of English, in lower case and in the singular. Never here: a claim.
"""

import re

GENERAL = frozenset(
    "people person victim other individual human life live casualty fatality death dead body many "
    "more".split()
)
"""Nouns under which all who were hit are counted, and not only the women or the officers among them."""
PICKED = frozenset(
    "child children kid officer deputy trooper police juvenile student baby infant toddler policeman".split()
)
"""Nouns of some whom a report may pick out of all who were hit; a number of them is the least of all."""
NOBODY = frozenset(
    "dog cat horse cow animal cattle sheep pig goat bird chicken deer fish toll number total shot round "
    "bullet gunshot shell "
    "time year month week day hour minute house home car vehicle count charge case homicide murder "
    "shooting "
    "killing incident attack wound injury block mile leg arm head chest back hand foot stomach face "
    "evening "
    "morning night afternoon".split()
)
DOERS = frozenset(
    "gunman gunmen shooter suspect attacker assailant bomber killer perpetrator robber intruder "
    "hijacker".split()
)
"""Those who did it: their own end is told beside that of those whom they hit, or left out."""
GENDERS = {
    "m": frozenset(
        "man boy male father son brother husband boyfriend uncle nephew grandfather grandson".split()
    ),
    "f": frozenset(
        "woman girl female mother daughter sister wife girlfriend aunt niece grandmother "
        "granddaughter".split()
    ),
}
PRONOUNS = frozenset("he she they it him her them who whom which that those these we i you all both".split())
ONE = re.compile(
    r"(?:an?|one|his|her|their|the|another"
    r"|[\w .’'-]+?['’]s) (?:[\w’'-]+ ){0,4}?(?P<noun>[a-z’'-]+)\b(?! of\b)",
    re.IGNORECASE,
)
REST = re.compile(
    r"\b(?:others?|another|more|additional|further|remaining|next|first|last|final|latter|former|second"
    r"|third|fourth|fifth|sixth)\b",
    re.I,
)
BESIDE = re.compile(
    r"\b(?:(?:along|together) with|as well as|besides|in addition to) (?:at least |about |some )?$", re.I
)
"""Before a number: as many came to it besides somebody who is named ("died along with three bodyguards")."""
THE_OTHER = re.compile(r"[^.;]{0,90}?\b(?:and|while) (?:another|the others?)\b")
OPEN = re.compile(
    r"(?: [\w'’-]+){1,6}? (?:was|were|are|is|been|being) (?:\w+ly |later |then |also )?"
    r"(?:taken|transported|airlifted|flown|rushed|sent|driven|treated|left|released|listed)\b"
    r"|(?: [\w-]+){1,2} who\b",
    re.IGNORECASE,
)
"""Behind a number: what was done with some of those who were hit, which says nothing of the others."""
NAMES_OF = re.compile(
    r"\b(?:identified|identity|identities|names?|named|killing) (?:of )?(?:the )?$", re.IGNORECASE
)
CONDITION = re.compile(r" (?:[\w-]+ ){0,3}in (?:[\w-]+ ){1,3}condition\b")
AMONG = re.compile(r"\b(?:among|one of) (?:the |these |those )?$", re.IGNORECASE)
LISTED = re.compile(
    r"(?:[,;]|\band) (?:(?:his|her|their|an?|another|the) (?:[\w-]+ ){0,2}?"
    r"|\d+-year[- ]old )?(?P<noun>[a-z-]+)\b",
    re.IGNORECASE,
)
ENDS_LIST = re.compile(
    r"[.]|\b(?:was|were|is|are|has|had|have|died|includ\w+|among|when|after|before|by|in|at|on|who|that)\b",
    re.I,
)
AND = re.compile(r"\band\b|;", re.IGNORECASE)
BESIDES = re.compile(r"(?:meanwhile|also|in addition|elsewhere)\b", re.IGNORECASE)
ALSO = re.compile(
    r"\balso (?:was|were|died|killed|shot|injured|wounded)\b|\b(?:was|were) also\b", re.IGNORECASE
)
MORE_THAN = re.compile(r"\bmore than\b", re.IGNORECASE)
DEADLY = re.compile(
    r"\b(?:fatally|mortally) (?:\w+ )?$|^\w+(?: (?:and|or|then|was|were|\w+ly))* (?:killed|dead"
    r"|to death)\b",
    re.IGNORECASE,
)
PARTITIVE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|most|many|each|none|half) of "
    r"(?:the |those |these |his |her |its |their )?(?:\w+ )?$",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    r"^(?: of (?:the|those|these|them|whom|which|\d+|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"| most\b)"
)
DEGREE = re.compile(
    r"\b(?:critically|seriously|severely|gravely|slightly|lightly) (?:injured|wounded|hurt)\b"
    r"|\b(?:injured|wounded|hurt) (?:critically|seriously|severely|gravely|slightly|lightly)\b",
    re.IGNORECASE,
)
AGES = re.compile(r"\bage[sd]?\b[^.]{0,25}$", re.IGNORECASE)
STILL = re.compile(r"\b(?:remain\w*|still)\b", re.IGNORECASE)
LISTED_BEFORE = re.compile(
    r"\b(?:an?|his|her|their) (?:[\w-]+ ){0,3}?(?P<noun>[\w-]+) and (?:at least )?$", re.I
)
PRONOUNCED = re.compile(
    r"\b(?:pronounced|declared|found|shot|confirmed|presumed) dead\b|\b(?:his|her|their) (?:death"
    r"|deaths|lives|life)\b",
    re.I,
)
ATTEMPT = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt\w*|threat\w*|plan\w*|want\w*|plott?\w*|conspir\w*|intend\w*"
    r"|meant|vow\w*"
    r"|hop(?:e|ed|ing))\s+(?:to|on|of)\s+(?:\w+\s+)?(?:kill|murder|shoot|injur|wound|hurt|execut"
    r"|assassinat)",
    re.IGNORECASE,
)
SUICIDE = re.compile(
    r"\b(?:himself|herself|(?:his|her) own life|turned (?:the|his|her|a) \w*gun on|suicide"
    r"|self-inflicted)\b",
    re.IGNORECASE,
)
DOER = rf"(?:the |a |an |\w+ )?(?:alleged |suspected |armed )?(?:{'|'.join(sorted(DOERS))})"
DOER_HIT = re.compile(
    rf"\b{DOER}s? (?:\w+ ){{0,3}}(?:killed|dead|died|wounded|injured|shot|hit|struck)\b"
    rf"|\b(?:killed|shot|wounded|injured|including|and) (?:and killed )?{DOER}\b",
    re.IGNORECASE,
)
YOUNG_OR_ON_DUTY = PICKED | {"girl", "boy", "teen", "teenager"}
PERSON = frozenset(
    "person victim child kid baby infant toddler teen teenager youth adult juvenile student pupil "
    "officer deputy "
    "trooper policeman policewoman soldier guard clerk driver employee worker customer patron bystander "
    "civilian "
    "resident neighbor neighbour friend cousin relative roommate passenger pedestrian marine sergeant "
    "owner "
    "manager teacher pastor priest nurse doctor firefighter journalist sailor miner pilot leader commander "
    "minister mayor judge activist protester fighter militant partner fiance fiancee parent sibling third "
    "fourth fifth second another other".split()
).union(*GENDERS.values())
BEFALLING = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)?)|injur(?:ed|es|ing)|wound(?:ed|ing|s)?|hurt(?:ing)?) "
    r"(?:(?:a further|about|almost|another|around|at least|more than|nearly|over|some|up to) )?$"
)
"""A verb directly before its number, which a tree may hang elsewhere ("… and injuring 17")."""
COUNT_AT = re.compile(r"\b(?:count|figure|number|tally|toll|total)\b[^,;.]{0,40} at $", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:death toll|number of (?:(?:the|people|those|workers) )?"
    r"(?:dead|deaths|killed|(?P<injured>injured|wounded)))\b[^,;.]{0,40}?"
    r"\b(?:at|climbed to|is|now|of|passed|reached|risen to|rises? to|rose to|to|was) $",
    re.IGNORECASE,
)
