"""What the commands print with: two consoles, and tables that read alike."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

NOTHING = "—"


def out() -> Console:
    """Where results go."""
    return Console(highlight=False)


def err() -> Console:
    """Where progress and complaints go, so that results can be piped."""
    return Console(stderr=True, highlight=False)


def complain(message: str) -> None:
    """One line about what went wrong; never wrapped, so that it can be searched for."""
    err().print(Text(f"hearsay: {' '.join(message.split())}"), soft_wrap=True)


def table(*columns: str, title: str | None = None, numbers: Iterable[str] = ()) -> Table:
    """An empty table; `numbers` names the columns that are aligned to the right."""
    made = Table(title=title and Text(title), title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        right = column in numbers
        made.add_column(column, justify="right" if right else "left", overflow="fold", no_wrap=right)
    return made


def cell(value: object) -> Text:
    """A value as it stands, or a dash where there is none; never read as markup."""
    return Text(NOTHING if value is None or value in ("", ()) else str(value))


def quoted(words: str) -> str:
    """Words of a report on one line, in quotation marks."""
    return f"“{' '.join(words.split())}”"
