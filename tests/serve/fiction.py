"""A ledger of fictional reports, written by hand: a burning ferry in nine reports, a treaty in three."""

from datetime import date
from pathlib import Path

from hearsay.ledger import Ledger, open_ledger
from hearsay.records import (
    Amount,
    Answer,
    Claim,
    Conflict,
    Cue,
    Entity,
    Evidence,
    Found,
    Link,
    Member,
    Mention,
    Origin,
    Participant,
    Prediction,
    Rejected,
    Report,
    Span,
    Story,
    Voice,
    When,
    Where,
    claim_id,
    report_id,
)

TODAY = date(2024, 3, 25)


def text_of(name: str) -> str:
    return (Path(__file__).with_name("texts") / f"{name}.txt").read_text(encoding="utf-8").rstrip()


WIRE, REWRITE, INDEPENDENT, MINISTRY = (text_of(n) for n in ("wire", "rewrite", "independent", "ministry"))
UPDATE, BLOG, TREATY, HOSTILE = (text_of(name) for name in ("update", "blog", "treaty", "hostile"))
MAST = text_of("mast")
COPY = WIRE.replace("PORT KESSEL, March 12 (Coast Wire) - ", "")


def make_report(
    text: str,
    source: str,
    *,
    publisher: str | None = None,
    published: str | None = None,
    authors: tuple[str, ...] = (),
    genre: str = "news",
    pages: tuple[int, ...] = (),
) -> Report:
    return Report(
        id=report_id(text, publisher=publisher, published=published),
        source=source,
        title=text.split("\n")[0],
        publisher=publisher,
        authors=authors,
        published=published,
        language="en",
        genre=genre,  # type: ignore[arg-type]
        text=text,
        found=(Found("title", "first line"), *([Found("publisher", "json-ld")] if publisher else [])),
        pages=pages,
    )


def find(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def make_claim(
    report: Report,
    *content: str,
    voice: str | None = None,
    cue: str | None = None,
    unnamed: bool = False,
    stance: str = "asserts",
    chain: tuple[str, ...] = (),
    certainty: str = "certain",
    negated: bool = False,
    when: tuple[str, str] | None = None,
    where: str | None = None,
    amount: tuple[str, float, str] | None = None,
    agent: str | None = None,
) -> Claim:
    spans = tuple(find(report, words) for words in content)
    said = find(report, voice) if voice else None
    speaker = Voice("report")
    if voice and said:
        kind = "unnamed" if unnamed else "named"
        speaker = Voice(kind, None if unnamed else voice, said.start, said.end)
    by = find(report, cue) if cue else None
    cue_ = Cue(by.start, by.end, cue or "") if by else None
    start, end = spans[0].start, spans[-1].end
    day, place = find(report, when[0]) if when else None, find(report, where) if where else None
    counted, actor = find(report, amount[0]) if amount else None, find(report, agent) if agent else None
    return Claim(
        id=claim_id(report.id, spans, speaker, cue_),
        report=report.id,
        start=start,
        end=end,
        text=report.text[start:end],
        spans=spans,
        content=" … ".join(report.text[s.start : s.end] for s in spans),
        voice=speaker,
        cue=cue_,
        chain=tuple(Link(name) for name in chain),
        stance=stance,  # type: ignore[arg-type]
        negated=negated,
        certainty=certainty,  # type: ignore[arg-type]
        when=When(when[1], day.start, day.end, "resolved", "the report's own date") if when and day else None,
        where=Where(where, place.start, place.end, "stated", lat=54.5, lon=10.2) if where and place else None,
        amounts=(Amount(amount[1], None, None, None, amount[2], counted.start, counted.end),)
        if amount and counted
        else (),
        participants=(Participant("agent", agent, actor.start, actor.end),) if agent and actor else (),
    )


def write_fiction(path: Path) -> None:
    """The ledger that all tests of the workbench read."""
    with open_ledger(path, create=True) as ledger, ledger.building():
        _write(ledger)


def _write(ledger: Ledger) -> None:
    wire = make_report(WIRE, "wire/ferry.txt", publisher="Coast Wire", published="2024-03-12")
    daily = make_report(COPY, "web/daily.html", publisher="Kessel Daily", published="2024-03-12")
    post = make_report(COPY + "\n", "web/post.html", publisher="Northern Post", published="2024-03-13")
    radio = make_report(REWRITE, "mail/radio.eml", publisher="Varn Radio", published="2024-03-12")
    harbour = make_report(
        INDEPENDENT,
        "pdf/harbour.pdf",
        publisher="Harbour Independent",
        published="2024-03-14",
        authors=("Teodor Brandt",),
        pages=(0, INDEPENDENT.index("A harbour official")),
    )
    ministry = make_report(
        MINISTRY,
        "statements/ministry.docx",
        publisher="Ministry of Transport",
        published="2024-03-14",
        genre="statement",
    )
    update = make_report(UPDATE, "wire/update.txt", publisher="Coast Wire", published="2024-03-13")
    blog = make_report(BLOG, "paste.txt", genre="opinion")
    treaty = make_report(TREATY, "web/treaty.html", publisher="Lisk Gazette", published="2024-04-15")
    treaty_copy = make_report(TREATY, "web/treaty2.html", publisher="Varn Radio", published="2024-04-15")
    mast = make_report(MAST, "web/mast.md", publisher="Hill Herald", published="2023-11-05")
    hostile = make_report(HOSTILE, 'web/"><script>.html', publisher="<b>Bold & Sons</b>")

    claims: dict[str, list[Claim]] = {}

    def say(report: Report, *content: str, **more: object) -> Claim:
        claim = make_claim(report, *content, **more)  # type: ignore[arg-type]
        claims.setdefault(report.id, []).append(claim)
        return claim

    seven = [
        say(
            r,
            "at least seven people died",
            voice="the coast guard",
            cue="said",
            when=("early on Tuesday", "2024-03-12"),
            where="Port Kessel",
            amount=("at least seven people", 7, "people killed"),
            chain=("the coast guard", r.publisher or ""),
        )
        for r in (wire, daily, post)
    ]
    seven.append(
        say(
            radio,
            "At least seven people have died in a fire aboard the ferry Lady Maren",
            voice="Coast Wire",
            cue="reports",
            amount=("At least seven people", 7, "people killed"),
            chain=("the coast guard", "Coast Wire", "Varn Radio"),
        )
    )
    engine = [
        say(
            r,
            "The fire began in the engine room shortly after four",
            "and the crew could not contain it",
            voice="Captain Ines Halloran",
            cue="said Captain",
            when=("early on Tuesday", "2024-03-12"),
        )
        for r in (wire, daily, post)
    ]
    aboard = [
        say(
            r,
            "Around 180 passengers were aboard the Lady Maren when it left Sund island",
            voice="Varnline",
            cue="according to",
            amount=("Around 180 passengers", 180, "passengers"),
            where="Sund island",
        )
        for r in (wire, daily, post)
    ]
    for r in (wire, daily, post):
        say(r, "the ferry was licensed to carry 150", voice="Officials", cue="Officials said", unnamed=True)
    denied = [
        say(
            r,
            "the ferry was overloaded",
            voice="The transport ministry",
            cue="denied",
            stance="denies",
        )
        for r in (wire, daily, post)
    ]
    listed = say(
        wire,
        "it would publish the passenger list by 20 March",
        voice="Varnline",
        cue="Varnline said",
        stance="predicts",
        when=("20 March", "2024-03-20"),
        agent="Varnline",
    )
    eleven = say(
        harbour,
        "Eleven people died on the Lady Maren",
        voice="three doctors at Sund hospital",
        cue="told this newspaper",
        unnamed=True,
        amount=("Eleven people", 11, "people killed"),
    )
    car_deck = say(
        harbour,
        "the fire came from the car deck, not the engine room",
        voice="Marta Lindqvist",
        cue="said",
        certainty="probable",
    )
    say(harbour, "A lorry was burning before we left the harbour", voice="Marta Lindqvist", cue="she said")
    say(
        harbour,
        "what the ministry calls a full inspection was a man with a clipboard",
        voice="A harbour official",
        cue="said that",
        unnamed=True,
    )
    say(harbour, "a full inspection", voice="the ministry", cue="calls")
    say(harbour, "The Lady Maren, built in 1987, was the oldest ferry on the route")
    charged = say(
        harbour,
        "the operator to be charged before the summer",
        voice="Ms Lindqvist",
        cue="expects",
        stance="predicts",
        certainty="probable",
    )
    nine = [
        say(
            ministry,
            "the nine people who lost their lives on 12 March",
            when=("12 March", "2024-03-12"),
            amount=("nine people", 9, "people killed"),
        ),
        say(
            update,
            "Nine people died in Tuesday's ferry fire",
            voice="the coast guard",
            cue="said",
            when=("Tuesday", "2024-03-12"),
            amount=("Nine people", 9, "people killed"),
        ),
    ]
    not_full = say(ministry, "The ferry was not overloaded: 148 tickets had been sold", negated=True)
    say(ministry, "the inspection of January was incomplete", cue="rejects", stance="denies")
    records = say(
        ministry,
        "submit the ship's maintenance records by 1 April 2024",
        cue="ordered",
        stance="demands",
        when=("1 April 2024", "2024-04-01"),
    )
    say(
        blog,
        "everybody knew the ship was a wreck",
        voice="my cousin",
        cue="says",
        unnamed=True,
        certainty="unknown",
    )
    packed = say(blog, "there were 200 people on it easily", amount=("200 people", 200, "people"))
    vote = say(
        treaty,
        "The council of Lisk will vote on the Varn water treaty on 2 May",
        voice="Jonas Abel",
        cue="said",
        stance="predicts",
        when=("on 2 May", "2024-05-02"),
        where="Lisk",
    )
    say(treaty, "a sale of the river", voice="Opponents", cue="called", unnamed=True, stance="doubts")
    say(hostile, "<img src=x onerror=alert(1)> is not a policy", voice="The mayor", cue="said", unnamed=True)

    storm = say(mast, "The storm felled it", voice="the owner", cue="said")
    digger = say(mast, "a digger did", voice="Neighbours", cue="say", unnamed=True)

    for report in (
        *(wire, daily, post, radio, harbour, ministry, update, blog),
        *(treaty, treaty_copy, hostile, mast),
    ):
        ledger.add_report(report, names=(), claims=claims.get(report.id, []), digests=[])
    ledger.reject(Rejected("scans/page.pdf", "password-protected", "save it without a password"))

    def entity(id_: str, kind: str, name: str, *mentions: tuple[Report, str], why: str = "") -> Entity:
        found = tuple(Mention(r.id, s.start, s.end) for r, words in mentions for s in [find(r, words)])
        aliases = tuple(dict.fromkeys(words for _, words in mentions if words != name))
        reasons = tuple(f"{alias}: {why or 'same words in the same report'}" for alias in aliases)
        return Entity(id_, kind, name, aliases, found, reasons)  # type: ignore[arg-type]

    copies = (WIRE.index("Around 180"), len(WIRE), COPY.index("Around 180"), len(COPY))
    ferry_story = Story(
        "story-ferry",
        "Fire on the ferry Lady Maren off Port Kessel",
        tuple(r.id for r in (wire, daily, post, radio, harbour, ministry, update, blog)),
        "2024-03-12",
        "2024-03-14",
    )
    treaty_story = Story(
        "story-treaty",
        "Vote on the Varn water treaty",
        (treaty.id, treaty_copy.id),
        "2024-04-15",
        "2024-05-02",
    )

    def ids(*found: Claim) -> tuple[str, ...]:
        return tuple(claim.id for claim in found)

    ledger.replace_corpus(
        entities=[
            entity(
                "entity-guard",
                "organization",
                "coast guard",
                (wire, "the coast guard"),
                (daily, "the coast guard"),
                (post, "the coast guard"),
                (update, "the coast guard"),
                why="the same name with an article",
            ),
            entity(
                "entity-halloran",
                "person",
                "Ines Halloran",
                (wire, "Captain Ines Halloran"),
                (daily, "Captain Ines Halloran"),
                (post, "Captain Ines Halloran"),
                why="the same name with a title",
            ),
            entity(
                "entity-varnline",
                "organization",
                "Varnline",
                (wire, "Varnline"),
                (daily, "Varnline"),
                (post, "Varnline"),
                (ministry, "Varnline"),
            ),
            entity(
                "entity-lindqvist",
                "person",
                "Marta Lindqvist",
                (harbour, "Marta Lindqvist"),
                (harbour, "Ms Lindqvist"),
            ),
            entity(
                "entity-ministry",
                "organization",
                "Ministry of Transport",
                (ministry, "Ministry of Transport"),
                (wire, "The transport ministry"),
                (daily, "The transport ministry"),
                (post, "The transport ministry"),
                why="the same words in another order",
            ),
        ],
        origins=[
            Origin(
                "origin-wire",
                wire.id,
                (
                    Member(wire.id, "origin", None),
                    Member(daily.id, "copy", wire.id, (Evidence(copies[2], copies[3], *copies[:2]),)),
                    Member(post.id, "copy", wire.id, (Evidence(copies[2], copies[3], *copies[:2]),)),
                    Member(
                        radio.id,
                        "derived",
                        wire.id,
                        (
                            Evidence(
                                find(radio, "Coast Wire reports").start, find(radio, "Coast Wire reports").end
                            ),
                        ),
                    ),
                    Member(update.id, "derived", wire.id),
                ),
                story="story-ferry",
            ),
            Origin("origin-harbour", harbour.id, (Member(harbour.id, "origin", None),), story="story-ferry"),
            Origin(
                "origin-ministry", ministry.id, (Member(ministry.id, "origin", None),), story="story-ferry"
            ),
            Origin(
                "origin-blog",
                blog.id,
                (Member(blog.id, "origin", None),),
                established=False,
                story="story-ferry",
            ),
            Origin(
                "origin-treaty",
                treaty.id,
                (
                    Member(treaty.id, "origin", None),
                    Member(treaty_copy.id, "copy", treaty.id, (Evidence(0, 40, 0, 40),)),
                ),
                story="story-treaty",
            ),
            Origin("origin-mast", mast.id, (Member(mast.id, "origin", None),)),
            Origin("origin-hostile", hostile.id, (Member(hostile.id, "origin", None),), established=False),
        ],
        stories=[ferry_story, treaty_story],
        conflicts=[
            Conflict(
                *("conflict-mast", None, None, "who"),
                "Who felled the mast on Grey Hill?",
                (
                    Answer("the storm", ids(storm), ("the owner",), 1, 0),
                    Answer("a digger", ids(digger), ("the neighbours",), 1, 0),
                ),
                "open",
            ),
            Conflict(
                "conflict-dead",
                "story-ferry",
                "event-fire",
                "how_many",
                "How many people died in the fire?",
                (
                    Answer("at least 7", ids(*seven), ("coast guard", "Coast Wire"), 1, 0),
                    Answer("9", ids(*nine), ("coast guard", "Ministry of Transport"), 2, 0),
                    Answer("11", ids(eleven), ("three doctors at Sund hospital",), 1, 0),
                ),
                "open",
                "The coast guard replaced its figure of 7 by 9 on 13 March; 11 stands against both.",
            ),
            Conflict(
                "conflict-load",
                "story-ferry",
                "event-fire",
                "how_many",
                "How many people were aboard?",
                (
                    Answer("about 180", ids(*aboard), ("Varnline",), 1, 0),
                    Answer("148 tickets", ids(not_full), ("Ministry of Transport",), 1, 0),
                    Answer("200", ids(packed), ("paste.txt",), 0, 1),
                ),
                "open",
            ),
            Conflict(
                "conflict-where",
                "story-ferry",
                "event-fire",
                "where",
                "Where did the fire begin?",
                (
                    Answer("in the engine room", ids(*engine), ("Ines Halloran",), 1, 0),
                    Answer("on the car deck", ids(car_deck), ("Marta Lindqvist",), 1, 0),
                ),
                "open",
            ),
        ],
        predictions=[
            Prediction("prediction-list", listed.id, "Varnline publishes the passenger list", "2024-03-20"),
            Prediction(
                "prediction-records", records.id, "Varnline submits the maintenance records", "2024-04-01"
            ),
            Prediction("prediction-charge", charged.id, "The operator is charged", None),
            Prediction("prediction-vote", vote.id, "The council of Lisk votes on the treaty", "2024-05-02"),
        ],
        events={claim.id: "event-fire" for claim in (*seven, *nine, eleven, *engine, car_deck, *denied)},
    )
