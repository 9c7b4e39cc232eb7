import pytest

from hearsay.read.genre import guess_genre
from hearsay.read.language import find_language


@pytest.mark.parametrize(
    ("genre", "publisher", "title", "text"),
    [
        (
            "news",
            "Ambry Herald",
            "Ferry line closed",
            'PORT AMBRY, May 5 - The council closed the ferry line on Tuesday, officials said. "It is '
            'over," said the mayor.',
        ),
        (
            "statement",
            "Ministry of Transport",
            "On the ferry",
            "The Ministry of Transport rejects reports that the boats were unsafe. It will publish the "
            "results in June.",
        ),
        (
            "opinion",
            None,
            "The boats we deserve",
            "Why should we believe a council that cannot count its own boats? I do not. Who pays? We "
            "do, of course. Let us say so.",
        ),
        (
            "study",
            None,
            "Ferries and Trust",
            "The paper presents preliminary findings of a survey among islanders. Data were collected "
            "in 2013. Respondents rated "
            "the council and the operator of the ferry line.",
        ),
        (
            "analysis",
            "Lowland Institute for Transport",
            "What the end of the ferry means",
            "The closure appears final, although the council may yet find the money. It is doubtful "
            "that buses could replace the "
            "boats. The likely outcome is a smaller line, perhaps within two years.",
        ),
    ],
)
def test_form_and_wording_tell_the_genre(genre: str, publisher: str | None, title: str, text: str) -> None:
    assert guess_genre(title=title, publisher=publisher, text=text, hints=frozenset()) == genre


def test_a_label_in_the_head_settles_the_genre() -> None:
    text = "The council closed the ferry line on Tuesday, officials said. Buses will run from Monday."
    assert guess_genre(title=None, publisher=None, text=text, hints=frozenset({"opinion"})) == "opinion"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council of Port Ambry voted on Tuesday to close the old ferry line."),
        ("de", "Der Rat der Stadt hat am Dienstag beschlossen, die alte Fähre stillzulegen."),
        ("fr", "Le conseil municipal a décidé mardi de fermer la vieille ligne de bateaux."),
        (None, "Ambry 1951"),
        (None, ""),
    ],
)
def test_the_language_is_told_where_there_is_enough_text(language: str | None, text: str) -> None:
    assert find_language(text) == language
