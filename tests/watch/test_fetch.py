"""An address is asked with care: no private machine, no endless answer, no circle, nothing twice."""

import gzip

import pytest

from hearsay.errors import Unfetchable
from hearsay.watch.fetch import Answer, Limits, fetch
from tests.watch.conftest import Site

OPEN = Limits(private=True, seconds=5)


def test_what_stands_there_is_given(site: Site) -> None:
    url = site.put("/a?b=ä".replace("ä", "%C3%A4"), "<p>words</p>", ETag='"1"')
    assert fetch(url, OPEN) == Answer(url, b"<p>words</p>", ".html", '"1"', None)
    assert site.asked[0][1]["User-Agent"].startswith("hearsay/")


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    url = site.put("/feed", "words", ETag='"1"')
    assert fetch(url, OPEN, etag='"1"').data is None


def test_a_packed_answer_is_unpacked(site: Site) -> None:
    url = site.put("/a", gzip.compress(b"words"), Content_Encoding="gzip")
    assert fetch(url, OPEN).data == b"words"


def test_a_bomb_is_given_up(site: Site) -> None:
    url = site.put("/a", gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")
    with pytest.raises(Unfetchable, match="more than 1 MB"):
        fetch(url, Limits(max_bytes=1_000_000, private=True))


def test_too_much_is_given_up(site: Site) -> None:
    with pytest.raises(Unfetchable, match="more than"):
        fetch(site.put("/a", b"0" * 100_000), Limits(max_bytes=1000, private=True))


def test_a_redirect_is_followed_and_a_circle_is_not(site: Site) -> None:
    site.put("/new", "words")
    url = site.put("/old", "", status=301, Location="/new")
    assert fetch(url, OPEN).url == f"{site.address}/new"
    circle = site.put("/round", "", status=302, Location="/round")
    with pytest.raises(Unfetchable, match="leads on more than 5 times"):
        fetch(circle, OPEN)


def test_a_private_machine_is_asked_nothing(site: Site) -> None:
    with pytest.raises(Unfetchable, match=r"private network \(--allow-private"):
        fetch(site.put("/a", "words"), Limits())
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://localhost:{port}/a",
        "http://0.0.0.0:{port}/a",
        "http://127.1:{port}/a",
        "http://2130706433:{port}/a",
    ],
)
def test_no_way_to_write_this_machine_gets_through(site: Site, url: str) -> None:
    port = site.address.rpartition(":")[2]
    with pytest.raises(Unfetchable):
        fetch(url.format(port=port), Limits(seconds=5))
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hosts", "gopher://a/", "http:///a", "http://a b/", "http://a\n/", "//x/", "", "http://[/"],
)
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(Unfetchable, match="no address of the web"):
        fetch(url, OPEN)


def test_a_redirect_to_a_file_is_refused(site: Site) -> None:
    url = site.put("/a", "", status=302, Location="file:///etc/hosts")
    with pytest.raises(Unfetchable, match="no address of the web"):
        fetch(url, OPEN)


def test_an_error_says_so_and_how_long_to_wait(site: Site) -> None:
    with pytest.raises(Unfetchable, match="answers 503") as caught:
        fetch(site.put("/a", "", status=503, Retry_After="120"), OPEN)
    assert caught.value.wait == 120
