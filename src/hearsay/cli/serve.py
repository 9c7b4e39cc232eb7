"""`hearsay serve`: a ledger in the browser."""

import getpass
import socket
from pathlib import Path
from typing import Annotated

import typer

from hearsay.cli.options import DEFAULT_LEDGER, HostOption, LedgerOption, PortOption
from hearsay.cli.screen import out
from hearsay.errors import HearsayError

HOST, PORT = "127.0.0.1", 8421


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: HostOption = HOST,
    port: PortOption = PORT,
    user: Annotated[str | None, typer.Option("--user", help="Who decides; else who is logged in.")] = None,
) -> None:
    """Serve a ledger as a workbench in the browser, on this machine alone unless told otherwise.

    Where there is none yet, the first page takes files and begins one.
    """
    run(ledger, host=host, port=port, user=user)


def run(ledger: Path, *, host: str, port: int, user: str | None = None) -> None:
    """Serve until interrupted.

    Raises:
        HearsayError: the address cannot be used.
    """
    import uvicorn

    from hearsay.serve.app import create_app

    app = create_app(ledger, create=True, user=user or getpass.getuser())
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        hint = "another program may use it: choose one with --port"
        raise HearsayError(f"cannot listen on {host}:{port}", hint=hint) from error
    with listening:
        address = f"http://{host}:{listening.getsockname()[1]}/"
        out().print(f"workbench at {address} — end with Ctrl-C", soft_wrap=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
