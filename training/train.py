"""From the data sets to the weights in the package: one command.

In: the folder of data sets. Out: `weights/pipeline`, then `weights/attribution`. Never here: a test part.

    python training/train.py --bench ../shared/bench              # everything
    python training/train.py --bench ../shared/bench pipeline     # one of: pipeline, attribution

Every step starts from a fixed seed and runs a fixed number of batches. On one core the pipeline takes about
forty minutes; `--effort 0.1` runs a tenth of the steps, to see that it works.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.util import fix_random_seed

from assemble import assemble
from ner import train_names, train_names_further
from syntax import train_syntax
from vectors import add_vectors

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "hearsay" / "annotate" / "weights"
STAGES = ("pipeline", "attribution")
SEED = 0


def main() -> None:
    """Rebuilds the stages that are named, or all in order."""
    parser = argparse.ArgumentParser(description="Rebuilds the weights from the data sets.")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--bench", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--effort", type=float, default=1.0, help="share of the steps of the pipeline")
    options = parser.parse_args()
    if unknown := set(options.stages) - set(STAGES):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    stages = options.stages or STAGES
    if "pipeline" in stages:
        train_pipeline(options.bench, WEIGHTS / "pipeline", effort=options.effort)
    if "attribution" in stages:  # reads the tags and trees of the pipeline, so it comes second
        subprocess.run([sys.executable, HERE / "attribution.py", "--bench", options.bench], check=True)


def train_pipeline(bench: Path, out: Path, *, effort: float = 1.0) -> None:
    """Vectors first, then syntax and names on top of them, each from its own start; then all in one."""
    with tempfile.TemporaryDirectory() as folder:
        vectors, syntax, names = (Path(folder) / part for part in ("vectors", "syntax", "names"))
        nlp = spacy.blank("en")
        add_vectors(nlp, bench)
        nlp.to_disk(vectors)
        fix_random_seed(SEED)
        train_syntax(spacy.load(vectors), bench, syntax, steps=int(4500 * effort), words=800, seed=SEED)
        fix_random_seed(SEED)
        train_names(spacy.load(vectors), bench, names, steps=int(2400 * effort), words=1000, seed=SEED)
        fix_random_seed(SEED)
        further = int(1000 * effort)
        train_names_further(spacy.load(names), bench, names, steps=further, words=1000, seed=SEED + 1)
        assemble(syntax, names, bench, out)


if __name__ == "__main__":
    main()
