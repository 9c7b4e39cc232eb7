"""From the data sets to the weights in the package: one command.

In: the folder of data sets. Out: `weights/pipeline`, then `weights/attribution`. Never here: a test part.

    python training/train.py --bench ../shared/bench              # everything
    python training/train.py --bench ../shared/bench pipeline     # one of: pipeline, attribution

Every step starts from a fixed seed and runs a fixed number of batches. On two cores the pipeline takes about
an hour and the attribution network a quarter of one; `--effort 0.1` trains a tenth, to see that it works.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STAGES = {"pipeline": "parser.py", "attribution": "attribution.py"}  # the second reads what the first finds


def main() -> None:
    """Rebuilds the stages that are named, or all in order."""
    parser = argparse.ArgumentParser(description="Rebuilds the weights from the data sets.")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--bench", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--effort", type=float, default=1.0, help="share of the training")
    options = parser.parse_args()
    if unknown := set(options.stages) - set(STAGES):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    for stage, script in STAGES.items():
        if stage in options.stages or not options.stages:
            command = [sys.executable, str(HERE / script), "--bench", str(options.bench)]
            subprocess.run([*command, "--effort", str(options.effort)], check=True)


if __name__ == "__main__":
    main()
