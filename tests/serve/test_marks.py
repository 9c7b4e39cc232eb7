"""A text is cut so that overlapping claims can be shown, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from hearsay.serve.marks import Mark, Piece, in_context, lay_out


def shown(paragraphs: list[list[Piece]]) -> list[list[tuple[str, str]]]:
    return [[(piece.text, " ".join(piece.claims)) for piece in pieces] for pieces in paragraphs]


def test_a_claim_within_a_claim_is_under_both() -> None:
    marks = [Mark("content", 0, 18, "outer"), Mark("content", 8, 12, "inner")]
    pieces = [("He said ", "outer"), ("that", "outer inner"), (" it is", "outer"), (" so", "")]
    assert shown(lay_out("He said that it is so", marks)) == [pieces]


def test_claims_that_overlap_share_the_words_between() -> None:
    marks = [Mark("content", 0, 7, "a"), Mark("content", 4, 11, "b")]
    assert shown(lay_out("one two six", marks)) == [[("one ", "a"), ("two", "a b"), (" six", "b")]]


def test_a_claim_goes_on_in_the_next_paragraph() -> None:
    marks = [Mark("content", 4, 12, "a")]
    assert shown(lay_out("one two\n\nsix ten", marks)) == [
        [("one ", ""), ("two", "a")],
        [("six", "a"), (" ten", "")],
    ]


def test_a_claim_in_two_pieces_opens_once_and_closes_once() -> None:
    marks = [Mark("content", 0, 3, "a"), Mark("content", 8, 11, "a")]
    (pieces,) = lay_out("one two six", marks)
    assert [piece.text for piece in pieces if "a" in piece.opens] == ["one"]
    assert [piece.text for piece in pieces if "a" in piece.closes] == ["six"]


def test_a_page_begins_where_its_first_words_stand() -> None:
    paragraphs = lay_out("one\n\ntwo six", [], pages=(0, 4, 9))
    assert [(piece.text, piece.page) for pieces in paragraphs for piece in pieces] == [
        ("one", 1),
        ("two ", 2),
        ("six", 3),
    ]


@given(st.data())
def test_no_character_and_no_mark_is_lost(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \né😀", max_size=60))
    offset = st.integers(0, len(text))
    edges = data.draw(st.lists(st.tuples(offset, offset, st.sampled_from("xyz")), max_size=8))
    marks = [Mark("content", min(a, b), max(a, b), claim) for a, b, claim in edges]
    pieces = [piece for paragraph in lay_out(text, marks) for piece in paragraph]
    assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
    covered = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert set(piece.claims) == {mark.claim for mark in marks if mark.start <= at < mark.end}


def test_words_are_shown_in_their_sentence() -> None:
    text = "It rained. The mayor of Lisk said nothing. It rained on."
    context = in_context(text, 15, 20)
    assert (context.before, context.words, context.after) == ("The ", "mayor", " of Lisk said nothing.")


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "word " * 40 + "HERE" + " word" * 40
    context = in_context(text, 200, 204, reach=23)
    assert context.before == "… word word word word "
    assert context.after == " word word word word …"
