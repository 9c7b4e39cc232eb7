"""A round reads what is new, once, and whatever goes wrong with one source leaves the others alone."""

import os
from pathlib import Path

import pytest

from hearsay.errors import HearsayError
from hearsay.ledger import Ledger
from hearsay.records import Judgement, Note, Target
from hearsay.watch.fetch import Limits
from hearsay.watch.rounds import Manners, Round, Sources, look, sort_sources
from tests.stand_in import DISPATCH
from tests.watch.conftest import Clock, Site

MANNERS = Manners(limits=Limits(private=True, seconds=5), pause=2.0)
pytestmark = pytest.mark.usefixtures("stand_in")


def page(title: str, text: str = DISPATCH) -> str:
    article = f"<article><h1>{title}</h1><p>{text}</p></article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>"


def rss(site: Site, *paths: str, more: str = "") -> str:
    items = "".join(
        f"<item><title>Title {p}</title><link>{site.address}{p}</link>"
        f"<pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate>{more}</item>"
        for p in paths
    )
    return f'<rss version="2.0"><channel><title>The Courier</title>{items}</channel></rss>'


def a_round(ledger: Ledger, clock: Clock, *sources: str, manners: Manners = MANNERS) -> Round:
    return look(ledger, sort_sources(sources), now=clock.now, wait=clock.wait, manners=manners)


def settle(path: Path, clock: Clock) -> Path:
    os.utime(path, (clock.time - 60, clock.time - 60))
    return path


def test_articles_of_a_feed_are_read_from_their_pages(ledger: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/feed", rss(site, "/1", "/2"))
    site.put("/1", page("One"))
    site.put("/2", page("Two", f"{DISPATCH} It rained."))
    found = a_round(ledger, clock, url)
    assert (found.summary and found.summary.new, found.troubles) == (2, [])
    (first,) = (report for report in ledger.reports() if report.source.endswith("/1"))
    assert (first.publisher, first.published) == ("The Courier", "2031-05-05")
    assert {f.where for f in first.found if f.field in ("publisher", "published")} == {"feed"}


def test_an_article_is_asked_for_once(ledger: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/feed", rss(site, "/1"))
    site.put("/1", page("One"))
    a_round(ledger, clock, url)
    clock.wait(2000)
    assert a_round(ledger, clock, url).summary is None
    assert site.paths().count("/1") == 1


def test_a_feed_is_not_asked_before_its_time(ledger: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/feed", rss(site), ETag='"1"')
    a_round(ledger, clock, url)
    clock.wait(100)
    a_round(ledger, clock, url)
    assert site.paths() == ["/feed"]
    clock.wait(1000)
    a_round(ledger, clock, url)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_pages_of_one_machine_are_asked_one_after_the_other(ledger: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/feed", rss(site, "/1", "/2"))
    site.put("/1", page("One"))
    site.put("/2", page("Two"))
    begin = clock.time
    a_round(ledger, clock, url)
    assert clock.time - begin >= 2 * MANNERS.pause


def test_a_page_that_asks_programs_to_stay_away_is_not_asked(
    ledger: Ledger, site: Site, clock: Clock
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    url = site.put("/feed", rss(site, "/closed/1"))
    site.put("/closed/1", page("One"))
    found = a_round(ledger, clock, url)
    assert "robots.txt asks programs to stay away" in found.troubles[0]
    assert "/closed/1" not in site.paths()


def test_what_the_feed_itself_holds_stands_in_for_a_page_that_is_gone(
    ledger: Ledger, site: Site, clock: Clock
) -> None:
    whole = f"<description>&lt;p&gt;{DISPATCH * 3}&lt;/p&gt;</description>"
    found = a_round(ledger, clock, site.put("/feed", rss(site, "/gone", more=whole)))
    assert (found.summary and found.summary.new, found.troubles) == (1, [])


def test_a_page_is_given_up_after_three_rounds(ledger: Ledger, site: Site, clock: Clock) -> None:
    url = site.put("/feed", rss(site, "/gone"), ETag='"1"')
    for _ in range(5):
        a_round(ledger, clock, url)
        clock.wait(1000)
    assert site.paths().count("/gone") == 3


def test_one_broken_feed_does_not_stop_the_others(ledger: Ledger, site: Site, clock: Clock) -> None:
    good = site.put("/feed", rss(site, "/1"))
    site.put("/1", page("One"))
    bad = [site.put("/html", "<p>no feed</p>"), f"{site.address}/none", "http://127.0.0.1:9/"]
    found = a_round(ledger, clock, *bad, good)
    assert found.summary and found.summary.new == 1
    assert len(found.troubles) == 3
    assert all(url in trouble for url, trouble in zip(bad, found.troubles, strict=True))


def test_a_feed_cannot_lead_to_a_private_machine(ledger: Ledger, site: Site, clock: Clock) -> None:
    public = Manners(limits=Limits(private=False, seconds=5))
    found = a_round(ledger, clock, site.put("/feed", rss(site, "/1")), manners=public)
    assert "private network" in found.troubles[0]
    assert site.asked == []


def test_a_list_of_feeds_is_watched(ledger: Ledger, site: Site, clock: Clock, tmp_path: Path) -> None:
    url = site.put("/feed", rss(site, "/1"))
    site.put("/1", page("One"))
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{url}"/></body></opml>', encoding="utf-8")
    found = a_round(ledger, clock, str(opml))
    assert found.summary and found.summary.new == 1


def test_new_and_changed_files_are_read(ledger: Ledger, clock: Clock, reports: Path) -> None:
    for file in reports.iterdir():
        settle(file, clock)
    first = a_round(ledger, clock, str(reports))
    assert first.summary and first.summary.new == 4
    assert a_round(ledger, clock, str(reports)).summary is None
    changed = reports / "school.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "It snowed.\n", encoding="utf-8")
    settle(changed, clock)
    again = a_round(ledger, clock, str(reports))
    assert again.summary and again.summary.new == 1
    assert ledger.counts()["reports"] == 4
    [report] = ledger.reports_from(str(changed))
    assert "It snowed." in ledger.text(report)


def test_the_former_version_of_a_file_stays_where_it_was_seen_elsewhere_too(
    ledger: Ledger, clock: Clock, reports: Path
) -> None:
    changed, copy = reports / "school.txt", reports / "school-again.txt"
    copy.write_bytes(changed.read_bytes())
    for file in reports.iterdir():
        settle(file, clock)
    a_round(ledger, clock, str(reports))
    [former] = ledger.reports_from(str(changed))
    about = Target("report", reports=(former,))
    number = ledger.judge(Judgement("note", about, "2031-05-04T10:00:00Z", Note("odd")))
    changed.write_text(changed.read_text(encoding="utf-8") + "It snowed.\n", encoding="utf-8")
    settle(changed, clock)
    a_round(ledger, clock, str(reports))
    assert ledger.sources(former) == (str(copy),)
    copy.write_text(copy.read_text(encoding="utf-8") + "It snowed and froze.\n", encoding="utf-8")
    settle(copy, clock)
    a_round(ledger, clock, str(reports))
    assert not ledger.has_report(former)
    assert [decision.number for decision in ledger.log()] == [number]


def test_a_file_that_is_still_being_written_waits(ledger: Ledger, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Half\n\n4 May 2031\n\n{DISPATCH}\n", encoding="utf-8")
    os.utime(file, (clock.time, clock.time))
    assert a_round(ledger, clock, str(tmp_path)).summary is None
    clock.wait(60)
    assert a_round(ledger, clock, str(tmp_path)).summary is not None


def test_an_empty_folder_is_no_trouble_and_a_missing_one_is(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    assert a_round(ledger, clock, str(tmp_path)).troubles == []
    gone = Sources((str(tmp_path / "gone"),), (), ())
    found = look(ledger, gone, now=clock.now, wait=clock.wait)
    assert "no such file or folder" in found.troubles[0]


def test_what_cannot_be_watched_is_refused() -> None:
    with pytest.raises(HearsayError, match="nothing that can be watched"):
        sort_sources(["nowhere"])
