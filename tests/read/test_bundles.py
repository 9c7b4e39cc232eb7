from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.config import ReadConfig
from hearsay.read import read_bytes
from hearsay.read.bundles import split_bundle
from hearsay.read.paragraphs import to_paragraphs
from hearsay.records import Report

FERRY = """The council of Port Ambry voted on Tuesday to close the old ferry line after an inspection found cracks in two of its three boats.

The mayor, Ilia Fenn, said that the line would reopen in spring. Passengers will be carried by bus until then."""
GRAPES = """Wine growers in the Tessar valley expect the smallest harvest for twenty years. Frost in April destroyed up to half of the young shoots, their association says.

Orla Benning, who farms nine hectares near Sull, has begun to replant with apple trees."""
BANK = """Shares in Corvane Bank fell by a tenth on Thursday after its chief executive, Dana Hollis, resigned without giving a reason. The regulator has asked for an explanation within ten days.

Analysts at two brokers cut their forecasts for the year."""
CHESS = """A schoolgirl of eleven has beaten a grandmaster at the open tournament in Lindmark. Pia Soren needed forty-one moves and said afterwards that she had been hungry throughout.

The tournament ends on Sunday with a blitz evening in the town hall."""


def reports(text: str) -> list[Report]:
    found = read_bytes(dedent(text).strip().encode(), "pile.txt", config=ReadConfig())
    assert all(isinstance(r, Report) for r in found)
    return [r for r in found if isinstance(r, Report)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            f"Ferry line closed after cracks found in boats\n\n{FERRY}\n\nFrost ruins half of the Tessar grape harvest\n\n{GRAPES}",
            ["Ferry line closed after cracks found in boats", "Frost ruins half of the Tessar grape harvest"],
        ),
        (
            f"FERRY LINE CLOSED AFTER CRACKS WERE FOUND\n\n{FERRY}\n\nCORVANE BANK LOSES ITS CHIEF EXECUTIVE AND A TENTH\n\n{BANK}",
            [
                "FERRY LINE CLOSED AFTER CRACKS WERE FOUND",
                "CORVANE BANK LOSES ITS CHIEF EXECUTIVE AND A TENTH",
            ],
        ),
        (
            f"Ferry line closed\n\nPORT AMBRY, May 5 (LNS) - {FERRY}\n\nFrost ruins harvest\n\nSULL, May 6 (LNS) - {GRAPES}",
            ["Ferry line closed", "Frost ruins harvest"],
        ),
        (
            f"Ferry line closed\nAmbry Herald, 5 May 2014\n\n{FERRY}\n\nGirl beats grandmaster\nLindmark Post, 6 May 2014\n\n{CHESS}",
            ["Ferry line closed", "Girl beats grandmaster"],
        ),
        (
            f"Ferry line closed\n\nBy Jane Doe\n\n{FERRY}\n\nA bank without a head\n\nBy John Roe\n\n{BANK}",
            ["Ferry line closed", "A bank without a head"],
        ),
        (
            f"Closing the Ferry Lines of the Lowland Coast:\nWhat the Inspection Found\n\n{FERRY}\n\n"
            f"Frost, Vines and Insurance in the Valleys of the\nUpper Tessar: A Survey of\nGrowers\n\n{GRAPES}",
            [
                "Closing the Ferry Lines of the Lowland Coast: What the Inspection Found",
                "Frost, Vines and Insurance in the Valleys of the Upper Tessar: A Survey of Growers",
            ],
        ),
        (
            f"Ferry line closed after cracks\n\n{FERRY}\n\n* * *\n\nGirl of eleven beats a grandmaster\n\n{CHESS}\n\n----\n\n"
            f"Corvane Bank loses its chief\n\n{BANK}",
            [
                "Ferry line closed after cracks",
                "Girl of eleven beats a grandmaster",
                "Corvane Bank loses its chief",
            ],
        ),
        (
            f"THE AMBRY HERALD\n\nFerry line closed after cracks found\n\n{FERRY}\n\nTHE LINDMARK POST\n\n"
            f"Schoolgirl of eleven beats a grandmaster\n\n{CHESS}",
            ["Ferry line closed after cracks found", "Schoolgirl of eleven beats a grandmaster"],
        ),
        (
            f"Ferry line closed after cracks found in boats\n{FERRY}\nFrost ruins half of the Tessar grape harvest\n{GRAPES}",
            ["Ferry line closed after cracks found in boats", "Frost ruins half of the Tessar grape harvest"],
        ),
        (
            f"Who will pay for the boats of Port Ambry?\n\nAmbry Herald, 5 May 2014\n\n{FERRY}\n\n"
            f"Can apples save the Tessar?\n\nSull Weekly, May 2014\n\n{GRAPES}",
            ["Who will pay for the boats of Port Ambry?", "Can apples save the Tessar?"],
        ),
    ],
)
def test_a_bundle_is_split_at_its_seams(text: str, titles: list[str]) -> None:
    found = reports(text)
    assert [r.title for r in found] == titles
    assert [r.source for r in found] == [f"pile.txt#{n}" for n in range(1, len(titles) + 1)]


def test_two_clippings_on_one_story_are_split_by_their_datelines() -> None:
    text = f"""
Ferry line closed after cracks found

PORT AMBRY, May 5 (LNS) - {FERRY}

Port Ambry closes ferry after inspection

Port Ambry, 6 May 2014 (Island Wire) - {FERRY}"""
    assert [r.publisher for r in reports(text)] == ["LNS", "Island Wire"]


WHOLE = {
    "subheadings": f"""
Why Port Ambry gave up its ferry

{FERRY}

A long decline

The line opened in 1951 with four boats. Fenn, who worked on one of them as a student, remembers queues along the whole quay.

Cracks below the waterline

Inspectors found the first cracks in March. The council kept their report to itself for six weeks, and the boats went on sailing to the islands.

What happens next

The buses begin on Monday. Fenn has promised the islanders that the boats will be back by spring.
""",
    "long subheadings": f"""
Why Port Ambry gave up its ferry

{FERRY}

How the council kept the inspection to itself

Inspectors told the council of Port Ambry about the cracks in March. Fenn kept their report to himself for six weeks while the boats went on sailing.

What the islanders say about the buses

The buses of the council leave from the quay where the ferry used to land. Fenn calls them a bridge to spring; islanders call them an insult.
""",
    "list": f"""
Five things to know about the ferry of Port Ambry

{FERRY}

- The line opened in 1951
- It has three boats
- Two of them have cracks below the waterline

1. The council will repair the boats in winter.
2. The buses will run from Monday.

The council meets again in June to decide on the money for the boats.
""",
    "letter": f"""
Open letter to the council of Port Ambry

Dear Mayor Fenn,

{FERRY}

We ask you to let the boats sail until the buses are there.

Yours sincerely,

The islanders of Great Ambry
Jane Doe, spokeswoman
""",
    "numbered sections": f"""
Report on the ferry line of Port Ambry

1. Introduction

{FERRY}

2. Results of the inspection

The inspection found cracks in two of the three boats of the line. They lie below the waterline and are up to a metre long.

3. Recommendations

The council of Port Ambry should repair the boats before it sells them. It should tell the islanders what it knows.
""",
    "questions and answers": f"""
"We were told too late": the mayor on the ferry

{FERRY}

When did you first hear of the cracks?

In March. The inspectors came to my office with photographs, and I asked them for a second opinion before doing anything.

Why were the islanders not told at once?

Because we did not want to frighten anybody before we were sure. In hindsight I would have told them the same evening.
""",
    "standfirst": f"""
Port Ambry closes its old ferry line

Two boats have cracks below the waterline. Islanders feel deceived.

{FERRY}

Fenn promised that no ticket bought before May would lose its value, and that the buses would be free for pupils.
""",
    "photo credit": f"""
Port Ambry closes its old ferry line

{FERRY}
The quay of Port Ambry | photo library

The boats were built in 1988 and have been repaired four times. The council of Port Ambry has no money for new ones.
""",
    "quotation set apart": f"""
Port Ambry closes its old ferry line

{FERRY}

"They sailed with us on rotten boats for six weeks"

That is how Jane Doe, who lives on Great Ambry, puts it. Fenn has invited her to the next meeting of the council.
""",
    "stars between parts": f"""
The last ferry of Port Ambry

{FERRY}

* * *

At dawn the quay smells of diesel and bread. Fenn comes here every morning, as his father did, and counts the boats.
""",
    "short paragraphs and a signature": f"""
Port Ambry closes its old ferry line

{FERRY}

Nobody was hurt.

Press service of the council
""",
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_article_is_not_split(kind: str) -> None:
    assert len(reports(WHOLE[kind])) == 1


@given(st.permutations([FERRY, GRAPES, BANK, CHESS]), st.integers(1, 4))
def test_parts_of_a_bundle_hold_every_paragraph_once_and_in_order(bodies: list[str], count: int) -> None:
    text = "\n\n".join(f"{body.split('.')[0]}\n\n{body}" for body in bodies[:count])
    paragraphs = to_paragraphs(text)
    assert [p for part in split_bundle(paragraphs) for p in part] == paragraphs


@given(st.text(alphabet=st.sampled_from("Ab c.\n?-—("), max_size=300))
def test_any_text_is_split_into_its_own_paragraphs(text: str) -> None:
    paragraphs = to_paragraphs(text)
    assert [p for part in split_bundle(paragraphs) for p in part] == paragraphs
