"""The marks of a report by layer, and the pages of its document."""

from pathlib import Path

import httpx
import pytest

from hearsay.ledger import open_ledger
from tests.serve.conftest import served
from tests.serve.fiction import make_report


@pytest.mark.parametrize(
    ("layer", "words"),
    [("dated", "early on Tuesday"), ("placed", "Port Kessel"), ("counted", "at least seven people")],
)
def test_values_are_marked_by_layer(
    client: httpx.Client, reports: dict[str, str], layer: str, words: str
) -> None:
    page = client.get(f"/reports/{reports['wire/ferry.txt']}").text
    assert f'id="layer-{layer}"' in page
    assert any(words in piece for piece in page.split(layer)[1:])


def test_the_page_of_a_document_is_shown_while_that_is_at_hand(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "examples" / "reports"
    pdf = next(sample.rglob("*.pdf"))
    here = tmp_path / "paper.pdf"
    here.write_bytes(pdf.read_bytes())
    with open_ledger(tmp_path / "a.ledger", create=True) as ledger:
        report = make_report("A title\n\nA text.", str(here), pages=(0,))
        ledger.add_report(report, names=(), claims=(), digests=())
    with (
        served(tmp_path / "a.ledger") as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        url = f"/reports/{report.id}/pages/1.png"
        assert url in client.get(f"/reports/{report.id}").text
        assert client.get(url).content.startswith(b"\x89PNG")
        assert client.get(f"/reports/{report.id}/pages/99.png").status_code == 404
        here.unlink()
        assert client.get(url).status_code == 404
        assert url not in client.get(f"/reports/{report.id}").text
