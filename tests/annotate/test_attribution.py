"""Who says what: the words of source, cue and content, in texts a journalist could edit."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from hearsay.annotate.attribution import Attributor, cue_ranges, load_attributor
from hearsay.annotate.attribution_features import QUOTE, Words, read_words
from hearsay.annotate.attribution_pairs import MARGIN, make_cues, make_windows, near
from hearsay.annotate.model import find_parser, load_pipeline
from hearsay.records import Attribution, Span

CASES = [
    # text, source, cue, content
    ("The harbour is safe, said Ana Belic.", "Ana Belic", "said", "The harbour is safe"),
    ("The ministry denied that its guards had fired.", "The ministry", "denied", "that its guards had fired"),
    ("Officials believe the ferry sank at night.", "Officials", "believe", "the ferry sank at night"),
    ('"We will go," said Mr Orlov.', "Mr Orlov", "said", '"We will go,"'),
    ("“We will go,” said Mr Orlov.", "Mr Orlov", "said", "“We will go,”"),
    (
        "According to the report, nine people died in the fire.",
        "the report",
        "According to",
        "nine people died in the fire",
    ),
]


@cache
def pipeline() -> Language:
    return load_pipeline(None)


@cache
def attributor() -> Attributor:
    return load_attributor(find_parser(pipeline()))


def find(text: str) -> tuple[Attribution, ...]:
    return attributor().find([pipeline()(text)])[0]


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_source_cue_and_content_are_found(text: str, source: str, cue: str, content: str) -> None:
    (attribution,) = find(text)
    found = [words_of(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)]
    assert found == [source, cue, content]


def test_content_may_stand_on_both_sides_of_the_cue() -> None:
    text = "“The road is closed,” Mr Tarn said, “and it will stay closed until Friday.”"
    (attribution,) = find(text)
    assert words_of(text, attribution.source) == "Mr Tarn"
    assert [text[s.start : s.end] for s in attribution.content] == [
        "“The road is closed,”",
        "“and it will stay closed until Friday.”",
    ]


def test_nobody_is_named_where_the_cue_is_passive() -> None:
    text = "It was reported that the bridge had collapsed."
    (attribution,) = find(text)
    assert attribution.source == ()


def test_an_attribution_inside_another_is_kept_apart() -> None:
    text = "Mr Tarn said the union had warned that the plant would close."
    outer, inner = find(text)
    assert words_of(text, outer.source) == "Mr Tarn"
    assert words_of(text, inner.source) == "the union"
    assert words_of(text, inner.content) == "that the plant would close"
    assert outer.content[0].start < inner.content[0].start < outer.content[0].end
    assert attributor().find([pipeline()(text)], inner=False) == [(outer,)]


def test_plain_narration_has_no_attribution() -> None:
    assert find("The lorry left the road at noon and rolled into the river.") == ()


def test_documents_are_answered_apart_and_in_order() -> None:
    texts = [case[0] for case in CASES]
    together = attributor().find([pipeline()(text) for text in texts])
    assert together == [find(text) for text in texts]


def test_nothing_is_found_in_nothing() -> None:
    assert attributor().find([]) == []
    assert attributor().find([pipeline()(""), pipeline()(" \n\n ")]) == [(), ()]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"“”\"'’ .,\n", "\n\n", "said", "Orlov", "he", "we", "go", "\xa0"]), max_size=40
    )
)
def test_any_text_gives_spans_of_its_own_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for attribution in find(text):
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        assert attribution.cue and attribution.content
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


def test_straight_and_curly_quotes_look_alike() -> None:
    straight, curly = (words_of_blank(text) for text in ('He: "go" now', "He: “go” now"))
    assert (straight.ids == curly.ids).all()


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    words = words_of_blank('He said "we go\n\nThey went')
    assert words.ids[:, QUOTE].tolist() == [0, 0, 2, 1, 1, 0, 0]
    assert words.units.tolist() == [[0, 5], [5, 7]]


def test_a_paragraph_that_announces_is_read_with_the_next() -> None:
    assert words_of_blank("He said:\n\nWe go.\n\nThey went.").units.tolist() == [[0, 6], [6, 9]]


def test_a_quotation_goes_on_in_a_paragraph_that_opens_with_a_mark() -> None:
    words = words_of_blank("“We go,” he said. “They come.\n\n“We stay.”\n\nThey went.")
    assert words.ids[:, QUOTE].tolist() == [2, 1, 1, 1, 3, 0, 0, 0, 2, 1, 1, 1, 2, 1, 1, 1, 3, 0, 0, 0]
    assert words.units.tolist() == [[0, 17], [17, 20]]


def test_cues_do_not_run_on_into_the_next_paragraph() -> None:
    scores = np.eye(3, dtype=np.float32)[[0, 1, 2, 2, 0, 1, 1]]
    assert cue_ranges(scores, np.array([[0, 3], [3, 7]], np.int32)) == [(1, 2), (3, 3), (5, 5), (6, 6)]


def test_the_window_of_a_cue_stays_in_its_paragraph() -> None:
    words = words_of_blank("One two.\n\nHe said it.\n\nThree")
    windows = make_windows(words, make_cues(words, [(4, 4)]))
    assert windows.words[windows.begins[0] : windows.ends[0]].tolist() == [3, 4, 5, 6]


def test_the_window_of_a_cue_goes_on_only_into_sentences_that_are_said() -> None:
    long = 29 * "word " + "end."
    words = words_of_blank(f"{long} He said so. {long} {long}", sentences=(0, 31, 35, 66))
    cues = make_cues(words, [(32, 32)])

    def window(*said: int) -> tuple[int, int]:
        scores = np.repeat([9.0 if i in said else -9.0 for i in range(4)], [31, 4, 31, 31])
        reach = near(words, cues, scores.astype(np.float32))
        return int(reach.begin[0]), int(reach.end[0])

    assert window() == (31 - MARGIN, 35 + MARGIN)
    assert window(2) == (31 - MARGIN, 66 + MARGIN)
    assert window(0, 3) == (0, 35 + MARGIN)


def test_the_window_of_a_cue_goes_on_within_a_quotation() -> None:
    long = 29 * "word " + "end."
    words = words_of_blank(f"He said: “One two. {long} {long}” {long}", sentences=(0, 7, 38, 70))
    reach = near(words, make_cues(words, [(1, 1)]), np.full(len(words.heads), -9, np.float32))
    assert int(reach.end[0]) == 70 + MARGIN


def words_of_blank(text: str, sentences: Sequence[int] = (0,)) -> Words:
    """A text cut into words, with sentences from these on, without a tree, of which nothing is understood."""
    doc = spacy.blank("en")(text)
    for token in doc:
        token.is_sent_start = token.i in sentences
    return read_words([doc], [np.zeros((len(doc), 1), np.float32)], {})
