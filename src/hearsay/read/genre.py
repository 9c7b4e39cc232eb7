"""What kind of text a report is, from its form and wording.

In: title, publisher, text and the hints that its head gave. Out: a `Genre`.
Never here: what the text is about.
"""

import re

from hearsay.read.bodies import is_institution, is_outlet
from hearsay.read.byline import read_dateline
from hearsay.records import Genre

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|reports|added|according to|stated|confirmed|denied|wrote|"
    r"explained|"
    r"warned|claimed|declared|testified|pointed out|noted|notes|underscored|unveiled|spokes(?:man|"
    r"woman|person))\b"
)
_HEDGED = re.compile(
    r"\b(?:likely|unlikely|probably|possibly|perhaps|appears?|seems?|suggest(?:s|ing)?|may|might|"
    r"could|arguably|"
    r"credible|plausible|scenario|forecast|implies|it is doubtful|remains? (?:unclear|to be seen)|"
    r"little chance|increasingly|ultimately|the problem (?:for|is)|the main (?:obstacle|reason|question)|"
    r"raises? (?:\w+ )?questions|dynamic|challenges?|implications?|in the wake of|in turn|therefore|"
    r"moreover|"
    r"we (?:estimate|expect|assess|judge)|at the mercy of|what this means|negotiating position)\b",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b(?:preliminary (?:findings|results)|respondents?|survey (?:data|respondents|of)|sample of|"
    r"questionnaires?|"
    r"methodolog\w+|(?:this|the|our) (?:paper|study|article|assessment|report|survey) (?:presents|examines|"
    r"investigates|explores|analy[sz]es|rests on|draws on|is based on|finds|assesses|aims)|"
    r"data (?:were|was|have been) "
    r"(?:collected|gathered|obtained)|(?:our|the|these) findings|statistically|(?:semi-structured|"
    r"in-depth|\w+) "
    r"interviews (?:carried out|conducted|with)|we (?:interviewed|surveyed|collected|sampled|measured|"
    r"examined)|"
    r"literature review|case stud(?:y|ies)|peer[- ]reviewed|hypothes[ie]s|regression|p < 0)\b",
    re.IGNORECASE,
)
_OPINED = re.compile(
    r"\b(?:I (?:doubt|think|believe|wonder|suspect|fear|hope|confess|remember|would|am|have|cannot|"
    r"do not|don't|know)|"
    r"my (?:view|opinion|own|country|friends?)|in my (?:view|opinion)|let us|let me|do not tell me|frankly|"
    r"shame(?:ful)?|disgrace|nonsense|folly|absurd|of course|must (?:not|now|stop|resign)|"
    r"should (?:never|reject|be ashamed)|"
    r"dear reader|who among us|enough is enough|so we are|surely|our (?:enemy|enemies|leaders|"
    r"politicians|government)|"
    r"we (?:are told|must|should|need to|cannot|can no longer|deserve))\b"
)
_DECLARED = re.compile(
    r"\b(?:(?:rejects?|condemns?|regrets?|confirms?|states the following|reiterates?|repeats?|"
    r"calls on|calls upon|"
    r"denies|mourns?|welcomes?|assures?|shares the grief|expresses?|reaffirms?|promises?|"
    r"categorically|appeals? to|"
    r"deplores?|extends? (?:its|our)|is not true|asks the (?:press|public|media)))\b"
)
_WE_DECLARE = re.compile(
    r"\b[Ww]e (?:announce|reject|declare|condemn|demand|call (?:on|upon)|reiterate|deny|confirm|"
    r"regret|welcome|affirm|"
    r"pledge|appeal|express|deplore|extend|wish to)\b|\bthe public is asked\b|\bis lying\b"
)
_ASKING = re.compile(r"\b(?:why|how|what|whether|after|between|toward)\b", re.IGNORECASE)
_WEIGHING = re.compile(
    r"\b(?:raises? (?:\w+ )?questions|reveals?|explained|lessons|implications|challenges|means for|prospects|"
    r"dilemma|future of|limits of|what we know|what is at stake|outlook|puzzle|paradox)\b",
    re.IGNORECASE,
)
_RESEARCHER = re.compile(
    r"\b(?:institute|centre|center|foundation|university|council on|think tank|observatory|policy|"
    r"research|academy|"
    r"forum|initiative|programme|studies|carnegie)\b",
    re.IGNORECASE,
)


def guess_genre(*, title: str | None, publisher: str | None, text: str, hints: frozenset[str]) -> Genre:
    """The genre that form and wording speak for; a label in the head ("Opinion") settles it."""
    genres: tuple[Genre, ...] = ("statement", "opinion", "study", "analysis")
    for genre in genres:
        if genre in hints and not (genre == "study" and "study" not in _wordings(text)):
            return genre
    if len(text.split()) < 15:
        return "news" if read_dateline(text) else "other"
    scores = _scores(title or "", publisher or "", text, hints)
    best = max(scores, key=lambda genre: scores[genre])
    return best if scores[best] > 0 else "other"


def _wordings(text: str) -> set[str]:
    return {"study"} if len(_STUDIED.findall(text)) >= 1 else set()


def _scores(title: str, publisher: str, text: str, hints: frozenset[str]) -> dict[Genre, float]:
    """How much speaks for each genre, per hundred words where counts are compared."""
    own = _QUOTED.sub('""', text)
    hundreds = max(1.0, len(text.split()) / 100)
    opening = text[:700]
    paragraphs = text.split("\n\n")

    def rate(pattern: re.Pattern[str]) -> float:
        return min(4.0, len(pattern.findall(own)) / hundreds)

    questions = own.count("?")
    first_person = len(re.findall(r"\b(?:I|me|my|mine)\b", own))
    plural = len(re.findall(r"\b(?:[Ww]e|us|[Oo]urs?)\b", own))
    reported = rate(_REPORTED)
    quotes = min(2.0, 0.7 * len(_QUOTED.findall(text)) / hundreds)
    institution = is_institution(publisher) and not is_outlet(publisher)
    research = bool(_RESEARCHER.search(publisher))
    dateline = any(read_dateline(p) for p in paragraphs[:2])

    news = 0.6 + 0.75 * reported + quotes + 2.0 * dateline + 0.5 * is_outlet(publisher)
    news += 1.0 if "news" in hints else 0.0
    news += (
        1.0 if re.search(r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday)\b", opening) else 0.0
    )
    news -= 1.5 if questions >= 3 else 0.0

    opinion = 1.3 * rate(_OPINED) + min(3.0, 0.9 * questions / hundreds if questions > 1 else 0.2 * questions)
    opinion += min(2.0, 0.8 * first_person / hundreds) + min(1.0, 0.4 * plural / hundreds)
    opinion -= 1.0 if dateline or institution else 0.0

    study = 1.6 * min(4.0, float(len(_STUDIED.findall(own))) / max(1.0, hundreds / 2))
    study += 0.5 if institution or research else 0.0
    study -= 1.0 if dateline else 0.0

    analysis = 0.6 + 0.9 * rate(_HEDGED) + (1.5 if research else 0.0)
    analysis += 0.4 * (reported < 0.7 and rate(_HEDGED) > 0.5) + (0.8 if _ASKING.search(title) else 0.0)
    analysis += 1.8 if _WEIGHING.search(title) else 0.0
    analysis -= 0.8 * quotes + (1.0 if dateline else 0.0)

    statement = 0.9 * rate(_DECLARED) + 2.0 * len(_WE_DECLARE.findall(own)) / hundreds
    statement += 1.2 if institution and not research else 0.0
    statement += 2.5 if _speaks_of_itself(publisher, opening) else -1.2
    statement -= 1.5 if dateline or is_outlet(publisher) else 0.0
    weighed: dict[Genre, float] = {
        "news": news,
        "statement": statement,
        "study": study,
        "analysis": analysis,
        "opinion": opinion,
    }
    return weighed


def _speaks_of_itself(publisher: str, opening: str) -> bool:
    """Whether the publisher is the subject of its own opening sentence: "The Ministry rejects …"."""
    if not publisher:
        return False
    name = re.escape(publisher.split(",")[0].removeprefix("The ").removesuffix(" S.A.").strip())
    kind = next(iter(re.findall(r"^(?:the )?(\w+) (?:of|for)\b", publisher, re.I)), None)
    subject = rf"(?:{name}|{kind})" if kind and kind[0].isupper() else name
    verb = r"(?:strongly |firmly |categorically |also )?(?:\w+s|has|is|was|will|wishes)\b"
    acronym = r"(?: \([A-Z]{2,8}\))?"
    return bool(
        re.match(rf"(?:In [^.]*? )?(?:the )?{subject}{acronym} {verb}(?! (?:said|told))", opening, re.I)
    )
