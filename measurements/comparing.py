"""How long accounts are compared anew when a report of their story changes, on a ledger with many claims.

    python measurements/comparing.py --reports 334000 [--ledger FILE] [--stories 200]

In: a number of reports, three claims each. Out: JSON: the claims in the ledger; milliseconds of the processor
for each claim of the stories compared, as mean, median and worst of the stories; the same by the clock. Never
here: the other steps of the look across reports (`scale.py`).

The ledger is filled directly (`filled.py`); one that is there already is used as it is. Stories are drawn at
random; what is found takes the place of what was there, all in one transaction, as in a build.
"""

import argparse
import json
import random
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from filled import fill
from hearsay.ledger import Ledger, open_ledger
from hearsay.pipeline import Across


def main() -> None:
    """Fills a ledger where there is none, and compares."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--reports", type=int, default=334_000)
    arguments.add_argument("--ledger", type=Path)
    arguments.add_argument("--stories", type=int, default=200)
    given = arguments.parse_args()
    with TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "many.ledger"
        if not path.exists():
            fill(path, given.reports)
        with open_ledger(path) as ledger:
            print(json.dumps(compared(ledger, given.stories), indent=1))


def compared(ledger: Ledger, count: int) -> dict[str, float]:
    """Compares the accounts of so many stories one after the other."""
    drawn = random.Random(7).sample([story.reports for story in ledger.stories()], count)
    each: list[float] = []
    elapsed: list[float] = []
    with ledger.building():
        across = Across(ledger)
        for reports in drawn:
            claims = sum(1 for report in reports for _ in ledger.claims(report=report))
            worked, began = time.process_time(), time.perf_counter()
            with ledger.looking_across() as (_, tables):
                across.compare(tables, set(reports), reports[:1], ())
            each.append((time.process_time() - worked) * 1000 / claims)
            elapsed.append((time.perf_counter() - began) * 1000 / claims)
    return {
        "claims": ledger.counts()["claims"],
        "stories compared": count,
        "processor, mean": round(statistics.fmean(each), 3),
        "processor, median": round(statistics.median(each), 3),
        "processor, worst": round(max(each), 3),
        "clock, median": round(statistics.median(elapsed), 3),
        "clock, worst": round(max(elapsed), 3),
    }


if __name__ == "__main__":
    main()
