"""The whole program on a folder of reports: builds a ledger and exports it, for `score_ledger.py`.

In: a folder. Out: the records as JSON lines. Never here: the gold.

    python measurements/ledger.py --reports DIR --out EXPORT
"""

import argparse
import tempfile
from pathlib import Path

from hearsay.export import export_jsonl
from hearsay.ledger import open_ledger
from hearsay.pipeline import build


def main() -> None:
    """Builds in a temporary place, writes the export and prints what it holds."""
    parser = argparse.ArgumentParser(description="Builds a ledger of a folder and exports it.")
    parser.add_argument("--reports", type=Path, required=True, help="folder of reports")
    parser.add_argument("--out", type=Path, required=True, help="folder for the JSON lines")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "measured.ledger", create=True) as ledger,
    ):
        summary = build([str(options.reports)], ledger)
        counts = export_jsonl(ledger, options.out)
    for rejected in summary.rejected:
        print(f"rejected: {rejected.source}: {rejected.reason}")
    print(", ".join(f"{number} {kind}" for kind, number in counts.items()))


if __name__ == "__main__":
    main()
