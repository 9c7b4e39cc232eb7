"""One round: what is new in folders and feeds is read into the ledger.

In: what the user named, what earlier rounds remember. Out: a longer ledger, and what went wrong. Never here:
a feed or file whose trouble stops the others.

What a round remembers is stored after its reports are: one that is broken off does its work again, and
changes nothing by that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from hearsay import pipeline
from hearsay.annotate import Annotator
from hearsay.config import Config
from hearsay.errors import HearsayError, NothingToRead, Unfetchable
from hearsay.ledger import Ledger
from hearsay.read import Declared, Fact, Fetched, read_document
from hearsay.records import Rejected, Report
from hearsay.watch.feeds import Entry, read_feed, read_opml
from hearsay.watch.fetch import AGENT, Limits, fetch
from hearsay.watch.folders import Stamp, to_read

TRIES = 3  # rounds in which a page is asked for before it is given up
ENOUGH = 600  # characters of what a feed itself holds of an article, below which it is only a teaser


@dataclass(frozen=True, slots=True)
class Sources:
    """What is watched: folders, lists of feeds (OPML files), feeds."""

    folders: tuple[str, ...]
    lists: tuple[str, ...]
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manners:
    """How feeds are asked: seconds between looks at one, between pages of one machine; pages a round."""

    every: float = 900.0
    pause: float = 1.0
    most_pages: int = 200
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed: when it may be asked again (seconds since 1970), what it was."""

    next: float = 0.0
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class PageState:
    """What is remembered of a page: whether it was read, or how often it was asked for in vain."""

    read: bool = False
    tries: int = 0


@dataclass(slots=True)
class Round:
    """What a round found, and what it could not have."""

    summary: pipeline.Summary | None = None
    troubles: list[str] = field(default_factory=list)
    looked_at: int = 0


def sort_sources(given: Sequence[str]) -> Sources:
    """Tell folders, lists of feeds and feeds apart.

    Raises:
        HearsayError: something is none of them.
    """
    folders, lists, feeds = [], [], []
    for name in given:
        if name.startswith(("http://", "https://")):
            feeds.append(name)
        elif Path(name).is_dir():
            folders.append(name)
        elif Path(name).is_file():
            lists.append(name)
        else:
            hint = "name a folder, an OPML file or the address of a feed"
            raise HearsayError("nothing that can be watched", path=name, hint=hint)
    return Sources(tuple(folders), tuple(lists), tuple(feeds))


def look(
    ledger: Ledger,
    sources: Sources,
    *,
    now: Callable[[], float],
    wait: Callable[[float], None],
    config: Config | None = None,
    manners: Manners | None = None,
    annotator: Annotator | None = None,
    on_progress: Callable[[pipeline.Progress], None] = lambda progress: None,
) -> Round:
    """Do one round. `now` tells the time in seconds since 1970, `wait` lets seconds pass.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    return _Looking(ledger, config or Config(), manners or Manners(), now, wait, on_progress).at(
        sources, annotator
    )


@dataclass(slots=True)
class _Looking:
    ledger: Ledger
    config: Config
    manners: Manners
    now: Callable[[], float]
    wait: Callable[[float], None]
    on_progress: Callable[[pipeline.Progress], None]
    round: Round = field(default_factory=Round)
    memory: list[tuple[str, str, object]] = field(default_factory=list)
    pages: list[Fetched] = field(default_factory=list)
    former: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0
    asked: dict[str, float] = field(default_factory=dict)
    rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def at(self, sources: Sources, annotator: Annotator | None) -> Round:
        """Look at everything, then read what is new."""
        for url in dict.fromkeys([*sources.feeds, *self._listed(sources.lists)]):
            try:
                self._feed(url)
            except HearsayError as error:
                self._trouble(error)
                wait = max(self.manners.every, getattr(error, "wait", 0))
                self.memory.append(("feed", url, FeedState(self.now() + wait)))
        files = [file for folder in sources.folders for file in self._files(folder)]
        if files or self.pages:
            try:
                self.round.summary = pipeline.build(
                    files,
                    self.ledger,
                    config=self.config,
                    annotator=annotator,
                    on_progress=self.on_progress,
                    fetched=self.pages,
                )
            except NothingToRead as error:
                self._trouble(error)
        for file, before in self.former.items():
            self._replace(file, before)
        for kind, name, state in self.memory:
            self.ledger.keep_watched(kind, name, state)
        return self.round

    def _replace(self, file: str, before: Sequence[str]) -> None:
        """Forget the reports that a changed file no longer holds, unless they were seen elsewhere too.

        What people decided about them stays. A file that cannot be read now, or that changed once more since
        it was read, replaces nothing.
        """
        found = list(read_document(file, config=self.config.read))
        now = {item.id for item in found if isinstance(item, Report)}
        if len(now) < len(found) or not all(self.ledger.has_report(report) for report in now):
            return
        for report in sorted(set(before) - now):
            here = [s for s in self.ledger.sources(report) if s == file or s.startswith(f"{file}#")]
            if len(here) < len(self.ledger.sources(report)):
                self.ledger.drop_sources(report, here)
            else:
                pipeline.forget(self.ledger, report)

    def _trouble(self, error: HearsayError) -> None:
        self.round.troubles.append(str(error))

    def _listed(self, lists: Sequence[str]) -> Iterator[str]:
        """The feeds in OPML files; read again in every round, so that a list can be changed meanwhile."""
        for name in lists:
            try:
                yield from read_opml(Path(name).read_bytes(), name)
            except OSError as error:
                self._trouble(HearsayError(f"cannot be read: {error.strerror}", path=name))
            except HearsayError as error:
                self._trouble(error)

    def _files(self, folder: str) -> Iterator[str]:
        def known(name: str) -> Stamp | None:
            return self.ledger.watched("file", name, Stamp)

        self.round.looked_at += 1
        for found in to_read(folder, known=known, now=self.now(), config=self.config.read):
            if isinstance(found, Rejected):
                self._trouble(HearsayError(found.reason, path=found.source, hint=found.hint))
            else:
                if known(found[0]) is not None:
                    self.former[found[0]] = self.ledger.reports_from(found[0])
                self.memory.append(("file", found[0], found[1]))
                yield found[0]

    def _feed(self, url: str) -> None:
        known = self.ledger.watched("feed", url, FeedState) or FeedState()
        if self.now() < known.next:
            return
        self.round.looked_at += 1
        answer = fetch(url, self.manners.limits, etag=known.etag, modified=known.modified)
        after = self.now() + self.manners.every
        if answer.data is None:
            self.memory.append(("feed", url, FeedState(after, known.etag, known.modified)))
            return
        whole = True
        for entry in dict.fromkeys(read_feed(answer.data, answer.url).entries):
            whole &= self._entry(entry)
        # a feed of which something is still to be read must give its entries again, changed or not
        tags = (answer.etag, answer.modified) if whole else (None, None)
        self.memory.append(("feed", url, FeedState(after, *tags)))

    def _entry(self, entry: Entry) -> bool:
        """Read what an entry leads to; False if it has to be tried again."""
        known = self.ledger.watched("page", entry.link, PageState) or PageState()
        if known.read or known.tries >= TRIES or any(page.source == entry.link for page in self.pages):
            return True
        if len(self.pages) >= self.manners.most_pages or self.size > 10 * self.manners.limits.max_bytes:
            return False
        try:
            page = self._page(entry)
        except Unfetchable as error:
            if len(entry.content) < ENOUGH:
                self._trouble(error)
                self.memory.append(("page", entry.link, PageState(tries=known.tries + 1)))
                return known.tries + 1 >= TRIES
            page = _own_words(entry)
        self.pages.append(page)
        self.size += len(page.data)
        self.memory.append(("page", entry.link, PageState(read=True)))
        return True

    def _page(self, entry: Entry) -> Fetched:
        """The page of an entry, or what the feed holds of it where machines are asked to stay away."""
        parts = urlsplit(entry.link)
        machine = f"{parts.scheme}://{parts.netloc}"
        if not self._rules(machine).can_fetch(AGENT, entry.link):
            raise Unfetchable("its robots.txt asks programs to stay away", path=entry.link)
        self._pause(machine)
        answer = fetch(entry.link, self.manners.limits)
        return Fetched(entry.link, answer.data or b"", answer.suffix, _beside(entry))

    def _rules(self, machine: str) -> RobotFileParser:
        if machine not in self.rules:
            rules = RobotFileParser()
            try:
                self._pause(machine)
                data = fetch(f"{machine}/robots.txt", self.manners.limits).data or b""
                rules.parse(data[:500_000].decode("utf-8", "replace").splitlines())
            except Unfetchable:
                rules.parse([])  # no rules: nothing is forbidden
            self.rules[machine] = rules
        return self.rules[machine]

    def _pause(self, machine: str) -> None:
        left = self.asked.get(machine, 0.0) + self.manners.pause - self.now()
        if left > 0:
            self.wait(left)
        self.asked[machine] = self.now()


def _beside(entry: Entry) -> Declared:
    def fact(value: str | None) -> Fact | None:
        return Fact(value, "feed") if value else None

    return Declared(
        title=fact(entry.title),
        publisher=fact(entry.publisher),
        authors=tuple(Fact(author, "feed") for author in entry.authors),
        published=fact(entry.published),
    )


def _own_words(entry: Entry) -> Fetched:
    """An article as far as the feed itself holds it."""
    page = (
        f'<!doctype html><html><meta charset="utf-8"><body><article>{entry.content}</article></body></html>'
    )
    return Fetched(entry.link, page.encode(), ".html", _beside(entry))
