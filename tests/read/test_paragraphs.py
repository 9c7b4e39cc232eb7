import pytest

from hearsay.read.paragraphs import is_running, mend_hyphen, to_paragraphs

WRAPPED = """The council of Port Ambry voted on Tuesday to close the old ferry
line, officials said, after an inspection found cracks in two of its
three boats. The mayor, Ilia Fenn, said that the line would reopen in
spring.

Passengers will be carried by bus until then, and the buses will stop at
the quay where the boats used to land."""


def texts(text: str) -> list[str]:
    return [p.text for p in to_paragraphs(text)]


def test_lines_broken_at_one_width_are_joined() -> None:
    first, second = texts(WRAPPED)
    assert first.endswith("said that the line would reopen in spring.")
    assert second.startswith("Passengers will be carried by bus until then")
    assert "\n" not in first + second


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = [
        "A long line that is a paragraph of its own, " * 4 + "and ends.",
        "Another one that stands below it. " * 5,
    ]
    assert texts("\n".join(lines)) == [line.strip() for line in lines]


def test_items_of_a_list_stay_apart() -> None:
    items = ["- The first boat has cracks", "- The second boat has cracks too", "- The third is sound"]
    assert texts("\n".join(items)) == items


@pytest.mark.parametrize(
    ("last", "line", "joined"),
    [
        ("an inter-", "national body", "an international body"),
        ("the long-", "standing problem", "the long-standing problem"),
        ("the river Ewel-", "Tarn canal", "the river Ewel-Tarn canal"),
        ("two words", "apart", "two words apart"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_mended(last: str, line: str, joined: str) -> None:
    assert mend_hyphen(last, line, frozenset({"long-standing"})) == joined


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("The council closed the ferry line on Tuesday.", True),
        ('"We were told too late," said the mayor. (LNS)', True),
        ("Ferry line closed after cracks found", False),
        ("Who will pay for the boats of Port Ambry?", False),
        ("Nobody was hurt.", False),
    ],
)
def test_running_text_is_told_from_titles(text: str, running: bool) -> None:
    assert is_running(text) is running
