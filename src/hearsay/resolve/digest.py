"""Who is who within one report: short names, acronyms and descriptions are joined to the names they mean.

In: an annotated report. Out: its digest of names. Never here: other reports, and a join where two names of
the same report could be meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hearsay.records import AnnotatedReport, LocalEntity, Name, NameDigest, NameForm, NameKind, Span
from hearsay.resolve.find import covered, find_names, titled
from hearsay.resolve.likeness import abbreviates, adjectives, same_with_initial, shortens
from hearsay.resolve.naming import (
    HEADS,
    SMALL,
    head,
    is_acronym,
    is_generic,
    key,
    tokens,
    without_titles,
)

_KNOWN_AS = re.compile(
    r"^(?:,? ?\(|,? (?:[\w -]{0,30} )?(?:known as|called|abbreviated(?: as| to)?|or simply)|"
    r",? whose name (?:[\w ,-]{0,40} )?is)(?: by (?:its|the) (?:acronym|initials))?,?"
    r" ?[\"“‘']?(?:the )?[\"“‘']?$"
)
_ACRONYM = re.compile(r"(?<![\w.&-])(?:[A-Z]\.?){2,9}(?![\w&-])")
_DESCRIBED = re.compile(
    rf"\b(?P<article>[Tt]he|[Ii]ts|[Tt]hat|(?P<owner>[A-Z]\w+)['’]s?)\s(?P<words>(?:[a-z]+(?:-[a-z]+)?\s){{0,3}}?"
    rf"(?P<head>{'|'.join(sorted(HEADS))}))\b(?!-|\s(?:of|for|that|which)\b)"
)
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|into|towards?|outside|around)(?: the)?(?: (?:town|village|city|hamlet) of)? $"
)
_BODIES = ({"organization"}, {"organization", "other"})  # "other": words with capitals, of no known kind
_OF_PLACE = re.compile(r"^ (?:river|dam|mountains?|valley|province|region|district|bridge|pass|pipeline)\b")


@dataclass(slots=True)
class _Group:
    """The mentions of one key in a report; `into` is the group of the fuller name, once joined."""

    key: str
    texts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[NameKind] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    written: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[str, str] = field(default_factory=dict)
    titled: bool = False
    placed: int = 0
    country: str | None = None
    described: bool = False
    publishes: bool = False
    adjective: bool = False
    into: "_Group | None" = None

    def join(self, fuller: "_Group") -> None:
        """Put this name under a fuller one, unless that one stands under it already."""
        if fuller.root() is not self:
            self.into = fuller

    def root(self) -> "_Group":
        """The group of the fullest name."""
        return self.into.root() if self.into else self

    def kind(self) -> NameKind:
        """What most of the mentions are, and what the name says of itself."""
        if head(self.key) or self.described or self.publishes:
            return "organization"
        if self.titled:
            return "person"
        if self.is_place():
            return "place"
        order = ("organization", "person", "place")
        return max(self.kinds, key=lambda k: (self.kinds[k], -order.index(k) if k in order else -9, k))

    def is_place(self) -> bool:
        """Whether the words around it, or a gazetteer, say that it is a place."""
        return 2 * self.placed >= max(1, len(self.spans)) or (self.country is not None and not head(self.key))

    def is_person(self) -> bool:
        """Whether this may be the name of a person."""
        return self.titled or (self.kinds["person"] > 0 and self.kind() in ("person", "other", "group"))


def name_digest(doc: AnnotatedReport) -> NameDigest:
    """The persons, bodies, places … that a report names."""
    text = doc.report.text
    names = find_names(doc)
    names = sorted([*names, *_initials(text, names)], key=lambda name: name.start)
    groups: dict[str, _Group] = {}
    for name in names:
        _add(groups, name, text)
    publisher = _publisher(doc.report.publisher, groups)
    _note_countries(doc, groups, names)
    _join_acronyms(groups)
    _join_short_names(groups)
    _join_adjectives(groups)
    _join_plurals(groups)
    _join_known_as(groups, names, text)
    _join_descriptions(groups, publisher, names, text)
    return NameDigest(doc.report.id, tuple(_entities(groups)))


def _add(groups: dict[str, _Group], name: Name, text: str) -> None:
    group = groups.setdefault(key(name.text), _Group(key(name.text)))
    group.texts[name.text] += 1
    group.kinds[name.kind] += 1
    group.spans.append(Span(name.start, name.end))
    group.written[name.text].append(Span(name.start, name.end))
    if full := titled(text, name):
        group.reasons.setdefault(full, "the name with its title")
        group.titled = True
    elif without_titles(name.text) != name.text:
        group.titled = True
    before, after = text[max(0, name.start - 30) : name.start], text[name.end : name.end + 12]
    if _IN_PLACE.search(before) or _OF_PLACE.match(after):
        group.placed += 1


def _initials(text: str, names: Sequence[Name]) -> Iterable[Name]:
    """Acronyms that the model passed over: in brackets after a name, or made of a name's initials."""
    ends = {name.end: name for name in names}
    long: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if " " in name.text:
            for word in set(tokens(key(name.text))):
                long[word[0]].append(name)
    taken = covered(text, names)
    for match in _ACRONYM.finditer(text):
        start, end = match.span()
        if any(taken[start:end]) or not is_acronym(match[0]):
            continue
        before = ends.get(start - 2) if text[start - 2 : start] == " (" else None
        letters = sum(letter.isupper() for letter in match[0])
        bodies = (name for name in long[match[0][0].lower()] if letters > 2 and name.kind != "person")
        meant = (name for name in bodies if abbreviates(match[0], name.text))
        if found := before or next(meant, None):
            yield Name(start, end, found.kind, match[0])


def _publisher(publisher: str | None, groups: dict[str, _Group]) -> _Group | None:
    """The group of the report's publisher: "the company" in its own statement is itself."""
    parts = re.split(r"\s+[–—-]\s+|\(|\)|,\s", publisher or "")
    named = [part.strip() for part in parts if tokens(key(part))]
    if not named:
        return None
    main, *others = named
    group = groups.setdefault(key(main), _Group(key(main)))
    if not group.spans:
        group.texts[_lowered(main) if main.isupper() and not is_acronym(main) else main] += 0
    group.publishes = True
    for other in others:
        if (found := groups.get(key(other))) and found is not group and found.kinds["place"] == 0:
            found.join(group)
            found.reasons[next(iter(found.texts))] = "the publisher gives both names"
    return group


def _lowered(name: str) -> str:
    words = [word.lower() if word.lower() in SMALL else word.title() for word in name.split()]
    return " ".join([words[0].title(), *words[1:]])


def _note_countries(doc: AnnotatedReport, groups: dict[str, _Group], names: Sequence[Name]) -> None:
    countries = {(place.start, place.end): place.country for place in doc.places if place.country}
    text = doc.report.text
    for name in names:
        group = groups[key(name.text)]
        before = re.search(r"([A-Z]\w+)['’]s? $", text[max(0, name.start - 30) : name.start])
        after = re.match(
            r" of the (?:Republic|Kingdom|State|Union) of ([A-Z]\w+)", text[name.end : name.end + 60]
        )
        owner = after or before
        country = countries.get((name.start, name.end)) or (
            owner[1] if owner and is_generic(group.key) else None
        )
        group.country = group.country or country


def _join_known_as(groups: dict[str, _Group], names: Sequence[Name], text: str) -> None:
    """Joins names that the text itself equates: in brackets, "known as", "whose name is"."""
    for one, other in pairwise(names):
        between = text[one.end : other.start]
        if len(between) > 80 or not _KNOWN_AS.match(between):
            continue
        a, b = groups[key(one.text)].root(), groups[key(other.text)].root()
        bracket = "(" in between
        if a is b or (bracket and not _may_stand_for(one, other, text)):
            continue
        long, short = (b, a) if len(tokens(a.key)) == 1 < len(tokens(b.key)) else (a, b)
        short.join(long)
        words = "in brackets after the name" if bracket else f"the report says “{between.strip(' ,')}”"
        for form in short.texts:
            short.reasons.setdefault(form, words)


def _may_stand_for(one: Name, other: Name, text: str) -> bool:
    """Whether what stands in brackets is another name and not a party, a place or a remark."""
    if text[other.end : other.end + 1] not in (")", "”", '"', "’"):
        return False
    for acronym, name in ((other.text, one.text), (one.text, other.text)):
        if is_acronym(acronym):
            letters, words = acronym.lower().replace(".", ""), tokens(key(name))
            return abbreviates(acronym, name) or (len(words) > 1 and letters.startswith(words[0][0]))
    return head(key(one.text)) is not None and other.kind != "place"


def _join_acronyms(groups: dict[str, _Group]) -> None:
    by_initial: dict[str, list[_Group]] = defaultdict(list)
    for group in groups.values():
        if " " in group.key:
            for initial in {word[0] for word in group.key.split()}:
                by_initial[initial].append(group)
    for group in list(groups.values()):
        written = next((form for form in group.texts if is_acronym(form)), None)
        if group.into or written is None:
            continue
        long = {
            id(g.root()): g.root()
            for g in by_initial[group.key[0]]
            if g is not group
            and not g.is_person()
            and any(abbreviates(written, form) for form in g.texts if " " in form)
        }
        if len(long) == 1:
            _join(
                group, next(iter(long.values())), "the initials of the only name in the report that has them"
            )


def _join_short_names(groups: dict[str, _Group]) -> None:
    """Joins a surname or the last words of a body's name to the only full name that it can mean."""
    by_word: dict[str, list[_Group]] = defaultdict(list)
    for group in groups.values():
        for word in set(tokens(group.key)):
            by_word[word].append(group)
    for group in sorted(groups.values(), key=lambda g: (-len(g.key), g.key)):
        words = tokens(group.key)
        if group.into or not words:
            continue
        rarest = min((by_word[word] for word in words), key=len)
        fuller = [g for g in rarest if g is not group and _shortens(group, g)]
        roots = {id(g.root()): g.root() for g in fuller} if fuller else {}
        if len(roots) == 1 and (root := next(iter(roots.values()))) is not group:
            _join(group, root, "short for the only name in the report that ends or begins so")


def _join_adjectives(groups: dict[str, _Group]) -> None:
    """Joins "Norvian" to "Norvia", where a report has both."""
    for group in list(groups.values()):
        if group.into or " " in group.key:
            continue
        for adjective in adjectives(group.key):
            of_it = groups.get(adjective)
            if not of_it or of_it.into or of_it is group or of_it.kinds["person"]:
                continue
            if group.is_place() or (of_it.kinds["group"] and not group.is_person()):
                _join(of_it, group.root(), "the adjective to a place in the report")
                of_it.adjective = True


def _join_plurals(groups: dict[str, _Group]) -> None:
    """Joins "Norvian" to "Norvians", where a report has both."""
    for group in list(groups.values()):
        plural = groups.get(f"{group.key}s")
        if plural and not group.into and not group.kinds["person"] and not plural.kinds["person"]:
            _join(group, plural.root(), "the singular of a name in the report")


def _shortens(short: _Group, long: _Group) -> bool:
    a, b = tokens(short.key), tokens(long.key)
    if head(short.key) or head(long.key):
        if short.is_place() or short.titled:
            return False
        begins = len(a) == 1 < len(b) and a[0] == b[0] and head(short.key) and " of " in long.key
        return shortens(a, b, person=False) or bool(begins)
    if short.is_place() or long.is_place():
        return False
    if not (short.is_person() or long.titled) and {short.kind(), long.kind()} in _BODIES:
        return shortens(a, b, person=False)
    if not (short.is_person() or long.is_person()):
        return False
    return shortens(a, b, person=True) or same_with_initial(a, b)


def _join_descriptions(
    groups: dict[str, _Group], publisher: _Group | None, names: Sequence[Name], text: str
) -> None:
    """Joins "the network" to the only body of that kind; keeps "the civil protection service" as it is."""
    taken = covered(text, names)
    bodies: dict[str, list[_Group]] = defaultdict(list)
    for group in groups.values():
        if not group.into and (head(group.key) or group is publisher):
            bodies[tokens(group.key)[-1]].append(group)
    for match in _DESCRIBED.finditer(text):
        start, end = match.span("words") if match["owner"] else match.span()
        if any(taken[match.start("words") : end]):
            continue
        described = tuple(match["words"].split())
        if not SMALL.isdisjoint(described):
            continue
        fitting = [g for g in bodies.get(described[-1], ()) if set(described) <= set(tokens(g.key))]
        if len(fitting) == 1:
            group = fitting[0].root()
            group.spans.append(Span(start, end))
            group.written[match["words"]].append(Span(start, end))
            group.country = group.country or (match["owner"] if is_generic(group.key) else None)
            if len(described) > 1:
                group.texts[match["words"]] += 0
                group.reasons.setdefault(match["words"], "describes the only body of that kind in the report")
        elif not fitting and len(described) > 1:
            group = groups.setdefault(key(match["words"]), _Group(key(match["words"]), described=True))
            if group.described:
                group.texts[match["words"]] += 1
                group.spans.append(Span(start, end))
                group.written[match["words"]].append(Span(start, end))
                group.country = group.country or match["owner"]


def _join(group: _Group, long: _Group, reason: str) -> None:
    group.join(long)
    for form in group.texts:
        group.reasons.setdefault(form, reason)


def _entities(groups: dict[str, _Group]) -> Iterable[LocalEntity]:
    """One entity for each group that is joined to no other, its fullest name first."""
    parts: dict[str, list[_Group]] = {}
    for group in groups.values():
        parts.setdefault(group.root().key, []).append(group)
    for root_key, members in sorted(parts.items()):
        root = groups[root_key]
        spans = _apart(span for group in members for span in group.spans)
        written: dict[str, set[Span]] = defaultdict(set)
        for group in members:
            for form, found in group.written.items():
                written[form].update(found)
        if not spans:
            continue
        kinds: Counter[NameKind] = Counter()
        for group in members:
            if not group.adjective:  # "Norvian" says nothing of what Norvia is
                kinds.update(group.kinds)
        name = max(root.texts, key=lambda t: (_plain(t), not is_acronym(t), root.texts[t], -len(t), t))
        forms = {name: None} | {
            form: "the same name, written otherwise" for form in root.texts if form != name
        }
        for group in (root, *sorted(members, key=lambda group: group.key)):
            forms |= {form: group.reasons[form] for form in sorted(group.reasons) if form != name}
        whole = _Group(root.key, kinds=kinds, spans=spans, titled=any(g.titled for g in members))
        whole.publishes = any(g.publishes for g in members)
        whole.placed, whole.described = sum(g.placed for g in members), root.described
        yield LocalEntity(
            kind=whole.kind(),
            forms=tuple(
                NameForm(form, reason, tuple(span for span in spans if span in written[form]))
                for form, reason in forms.items()
            ),
            spans=tuple(spans),
            country=next((g.country for g in (root, *members) if g.country), None),
            described=root.described,
        )


def _plain(form: str) -> bool:
    """Whether a name is written without titles and not in capitals."""
    return without_titles(form) == form and (is_acronym(form) or not form.isupper())


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, each but once and none inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
