"""Who sends a form, and that it comes from a page of this workbench.

In: requests. Out: the fields of a form, and the name of the person who sent it. Never here: a form from
another site; each carries a token that only our pages are given, and says where it comes from.
"""

import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, HTTPException, Request, Response
from starlette.datastructures import FormData

from hearsay.language import mark

SESSION, USER, KEYS = "hearsay", "hearsay-user", "hearsay-keys"
"""Names of cookies: of the browser's session, of whoever judges, of whether single keys act."""
A_YEAR = 365 * 24 * 60 * 60  # seconds
MOST_FIELDS = 200
LONGEST = 200_000  # bytes of a form without files
LONGEST_NAME = 60  # characters

_SESSION = re.compile(r"[0-9a-f]{32}")


class Guard:
    """Gives pages their tokens and looks at those that come back; a restart makes all of them worthless."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def token(self, session: str) -> str:
        """The token of a browser's session."""
        return hmac.new(self._secret, session.encode(), "sha256").hexdigest()

    def check(self, request: Request, given: str) -> None:
        """Make sure that a change was asked for by a page of ours.

        Raises:
            HTTPException: another site asked for it, or the page was made before the server was started.
        """
        if not _from_here(request):
            raise HTTPException(403, mark("This was not sent by a page of the workbench."))
        session = request.cookies.get(SESSION, "")
        if not hmac.compare_digest(self.token(session).encode(), given.encode()) or not session:
            reason = mark("This page is too old to decide from. Load it again and repeat what you did.")
            raise HTTPException(403, reason)


def open_session(request: Request) -> None:
    """Give the request the session of its browser, or a new one."""
    known = request.cookies.get(SESSION, "")
    request.state.session = known if _SESSION.fullmatch(known) else secrets.token_hex(16)


def keep_session(request: Request, response: Response) -> None:
    """Have the browser keep its session, so that tokens in our pages stay valid."""
    if request.cookies.get(SESSION) != request.state.session:
        response.set_cookie(SESSION, request.state.session, httponly=True, samesite="strict")


def token_of(request: Request) -> str:
    """What a form of this page must carry."""
    guard: Guard = request.app.state.guard
    return guard.token(request.state.session)


def user_of(request: Request) -> str:
    """The name under which this browser decides."""
    own = unquote(request.cookies.get(USER, ""))[:LONGEST_NAME].strip()
    return own or request.app.state.user


def keep_user(response: Response, name: str) -> None:
    """Have the browser keep a name to decide under; an empty one is forgotten."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if name:
        response.set_cookie(USER, quote(name), max_age=A_YEAR, httponly=True, samesite="strict")
    else:
        response.delete_cookie(USER)


async def _checked(request: Request) -> Mapping[str, str]:
    if int(request.headers.get("content-length") or LONGEST + 1) > LONGEST:
        raise HTTPException(413, mark("This form is too long."))
    form: FormData = await request.form(max_files=0, max_fields=MOST_FIELDS)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    guard: Guard = request.app.state.guard
    guard.check(request, fields.get("token", ""))
    return fields


Fields = Annotated[Mapping[str, str], Depends(_checked)]
"""The fields of a form that a page of ours sent."""


def local_path(given: str) -> str:
    """The path on this server to go back to; the first page for anything else."""
    return given if re.fullmatch(r"/(?:[^/\\\x00-\x20][^\\\x00-\x20]*)?", given) else "/"


def _from_here(request: Request) -> bool:
    """Whether the browser says that the page that sent this is ours, as far as it says anything."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return origin is None or origin in (f"http://{host}", f"https://{host}")
