"""`hearsay gazetteer`: places that the user brings."""

from pathlib import Path
from typing import Annotated

import typer

gazetteer = typer.Typer(help="Bring more places than the gazetteer that is shipped.", no_args_is_help=True)


@gazetteer.command()
def load(
    dumps: Annotated[list[Path], typer.Argument(metavar="DUMP…", help="Unzipped dumps of geonames.org.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")] = Path(
        "gazetteer.npz"
    ),
    people: Annotated[int, typer.Option("--people", min=0, help="Leave out towns of fewer people.")] = 0,
) -> None:
    """Write a gazetteer of the shipped places and those of GeoNames dumps."""
    from hearsay.annotate.gazetteer import load_gazetteer
    from hearsay.annotate.geonames import load_dump

    loaded = load_dump(dumps, out, shipped=load_gazetteer(), people=people)
    typer.echo(f"{loaded.places} places read, {loaded.added} of them new; {loaded.skipped} lines left out")
    typer.echo(f"written to {out}")


@gazetteer.callback()
def _group() -> None:
    """Keeps `load` a command of its own."""
