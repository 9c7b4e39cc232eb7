from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hearsay.conflicts import find_conflicts
from hearsay.records import Amount, Claim, Conflict, Origin, Participant, Role
from tests.conflicts.story import STORY, claim, origins, report

ALL = {name: report(name) for name in ("Herald", "Mirror", "Courier", "Ministry")}
APART = origins(("Herald",), ("Mirror",), ("Courier",), ("Ministry",))


def conflicts(*claims: Claim, of: list[Origin] = APART) -> list[Conflict]:
    return find_conflicts(STORY, reports=ALL, claims=claims, origins=of)[1]


def killed(**fields: Any) -> Claim:
    return claim("soldiers killed Marek Doll", predicate="kill", affected="Marek Doll", **fields)


def test_two_accounts_name_two_killers() -> None:
    found = conflicts(
        killed(of="Herald", agent="soldiers of the Third Regiment"), killed(of="Mirror", agent="smugglers")
    )
    [who] = [c for c in found if c.slot == "who"]
    assert who.question == "Who killed Marek Doll?"
    assert {v.value for v in who.values} == {"soldiers of the Third Regiment", "smugglers"}
    assert [v.origins for v in who.values] == [1, 1]


def test_a_copy_with_another_name_is_one_account() -> None:
    same = origins(("Herald", "Mirror"))
    assert not conflicts(
        killed(of="Herald", agent="soldiers"), killed(of="Mirror", agent="the army"), of=same
    )


def test_copies_behind_a_value_count_once() -> None:
    found = conflicts(
        killed(of="Herald", agent="soldiers"),
        killed(of="Mirror", agent="soldiers"),
        killed(of="Courier", agent="smugglers"),
        of=origins(("Herald", "Mirror"), ("Courier",)),
    )
    [who] = [c for c in found if c.slot == "who"]
    assert {v.value: (v.origins, len(v.claims)) for v in who.values} == {
        "soldiers": (1, 2),
        "smugglers": (1, 1),
    }


def test_unknown_lineage_is_counted_apart() -> None:
    of = [*origins(("Herald",), ("Courier",)), *origins(("Mirror",), established=False)]
    found = conflicts(
        killed(of="Herald", agent="soldiers"),
        killed(of="Mirror", agent="soldiers"),
        killed(of="Courier", agent="smugglers"),
        of=of,
    )
    [who] = [c for c in found if c.slot == "who"]
    assert {v.value: (v.origins, v.unestablished) for v in who.values} == {
        "soldiers": (1, 1),
        "smugglers": (1, 0),
    }


def test_an_analysis_that_quotes_an_account_adds_none() -> None:
    reports = ALL | {"Courier": replace(ALL["Courier"], genre="analysis")}
    claims = [
        killed(of="Herald", voice="the coroner", agent="soldiers"),
        killed(of="Courier", voice="the coroner", agent="soldiers"),
        killed(of="Mirror", agent="smugglers"),
    ]
    _, found = find_conflicts(STORY, reports=reports, claims=claims, origins=APART)
    [who] = [c for c in found if c.slot == "who"]
    assert {v.value: (v.origins, len(v.claims)) for v in who.values} == {
        "soldiers": (1, 2),
        "smugglers": (1, 1),
    }


def test_that_one_did_not_do_it_does_not_deny_the_deed() -> None:
    deed = claim("soldiers attacked the camp", predicate="attack", agent="soldiers", affected="the camp")
    other = claim(
        "the Home Guard did not attack the camp",
        of="Ministry",
        predicate="attack",
        agent="the Home Guard",
        affected="the camp",
        negated=True,
    )
    assert not [c for c in conflicts(deed, other) if c.slot == "whether"]


def test_a_denial_is_no_repetition() -> None:
    found = conflicts(
        claim("the contract was signed in May", of="Herald", predicate="sign", affected="the contract"),
        claim(
            "no contract was signed", of="Ministry", predicate="sign", affected="no contract", negated=True
        ),
    )
    [whether] = found
    assert whether.slot == "whether" and whether.question == "Was the contract signed?"
    assert {v.value for v in whether.values} == {"yes", "no"}


def test_what_is_denied_in_so_many_words_is_disputed() -> None:
    found = conflicts(
        claim("the valve was out of order", of="Herald", predicate="order", affected="the valve"),
        claim(
            "the valve was out of order",
            of="Ministry",
            voice="the operator",
            predicate="order",
            affected="the valve",
            stance="denies",
        ),
    )
    assert [c.slot for c in found] == ["whether"]


def test_a_doubled_negation_denies_nothing() -> None:
    found = conflicts(
        claim("the contract was signed", of="Herald", predicate="sign", affected="the contract"),
        claim(
            "the contract was not signed",
            of="Ministry",
            predicate="sign",
            affected="the contract",
            negated=True,
            stance="denies",
        ),
    )
    assert not found


def test_days_that_exclude_each_other_conflict_and_grain_does_not() -> None:
    may, in_may, spring = (
        killed(when="2020-05-01"),
        killed(of="Mirror", when="2020-05"),
        killed(of="Mirror", when="2020-21"),
    )
    april = killed(of="Courier", when="2020-04-12")
    assert not [c for c in conflicts(may, in_may) if c.slot == "when"]
    assert not [c for c in conflicts(april, spring) if c.slot == "when"]
    [when] = [c for c in conflicts(may, in_may, april) if c.slot == "when"]
    assert sorted(len(v.claims) for v in when.values) == [1, 2]


def test_a_value_that_fits_both_sides_takes_neither() -> None:
    may, spring = killed(when="2020-05-01"), killed(of="Mirror", when="2020-21")
    [when] = [c for c in conflicts(may, spring, killed(of="Courier", when="2020-04-12")) if c.slot == "when"]
    assert {v.value for v in when.values} == {"2020-05-01", "2020-04-12"}


def test_another_year_is_another_event() -> None:
    assert not conflicts(killed(of="Herald", when="2020-05-01"), killed(of="Mirror", when="2014"))


def test_the_same_voice_with_a_new_figure_is_an_update() -> None:
    def toll(words: str, number: float, of: str) -> Claim:
        return claim(
            f"the flood killed {words} people",
            of=of,
            voice="The Rescue Service",
            predicate="kill",
            affected="people",
            amount=(words, number, "people", "killed"),
        )

    [conflict] = [
        c for c in conflicts(toll("23", 23, "Herald"), toll("61", 61, "Mirror")) if c.slot == "how_many"
    ]
    assert conflict.status == "updated"


def test_a_rounded_figure_is_no_conflict() -> None:
    def rebels(of: str, **figure: float) -> Claim:
        said = claim("some rebels were killed", of=of, predicate="kill", affected="rebels")
        amount = Amount(unit=None, of="rebels", start=0, end=4, state="killed", **figure)
        return replace(said, amounts=(amount,))

    exactly, about = (
        rebels("Herald", value=14, low=14, high=14),
        rebels("Mirror", value=15, low=13.5, high=16.5),
    )
    forty = rebels("Courier", value=40, low=40, high=40)
    assert not conflicts(exactly, about)
    assert [c.slot for c in conflicts(exactly, forty)] == ["how_many"]


def test_what_is_only_supposed_is_no_account() -> None:
    found = conflicts(
        killed(of="Herald", agent="soldiers"),
        killed(of="Mirror", agent="smugglers", hypothetical=True),
    )
    assert not [c for c in found if c.slot == "who"]


def test_claims_about_one_happening_share_an_event() -> None:
    one, other = killed(of="Herald"), claim("his death", of="Mirror", predicate="death", affected="Doll")
    events, _ = find_conflicts(STORY, reports=ALL, claims=[one, other], origins=APART)
    assert events[one.id] == events[other.id]


def member(role: Role, words: str, of: str, entity: str) -> Participant:
    start = of.index(words)
    return Participant(role, words, start, start + len(words), None, entity)


def test_that_no_member_was_taken_denies_that_some_of_its_leaders_men_were() -> None:
    leads = "Ulric Saar, the head of the Lake Guard, fled"
    known = claim(leads, predicate="flee")
    taken, none = "four of Saar's fighters were captured", "no member of the Lake Guard was captured"
    told = [
        replace(
            known,
            participants=(
                member("agent", "Ulric Saar", leads, "saar"),
                member("other", "Lake Guard", leads, "guard"),
            ),
        ),
        replace(
            claim(taken, predicate="capture", of="Herald"),
            participants=(member("affected", "four of Saar's fighters", taken, "saar"),),
        ),
        replace(
            claim(none, predicate="capture", of="Mirror", negated=True),
            participants=(member("affected", "no member of the Lake Guard", none, "guard"),),
        ),
    ]
    assert [(c.slot, c.question) for c in conflicts(*told)] == [
        ("whether", "Were Saar's fighters taken prisoner?")
    ]
    assert not conflicts(*told[1:]), "nobody said that he leads them"


@given(st.permutations(["soldiers", "smugglers", "an unknown gunman", "the police"]))
def test_the_order_of_the_claims_changes_nothing(agents: list[str]) -> None:
    claims = [killed(of=of, agent=agent) for of, agent in zip(ALL, sorted(agents), strict=True)]
    shuffled = sorted(claims, key=lambda c: agents.index(c.participants[0].name))
    assert conflicts(*claims) == conflicts(*shuffled)
