"""Fetches one address: guarded against private machines, endless answers and circles.

In: an address, what is known of its last answer. Out: bytes, or one error that says why not. Never here: an
address that the user did not name or a named feed did not list.

Whom a name leads to is checked on the open connection, before anything is asked, so that a name that leads
elsewhere the second time gains nothing.
"""

import socket
import zlib
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from ssl import create_default_context
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from hearsay import __version__
from hearsay.errors import Unfetchable

AGENT = f"hearsay/{__version__} (reads feeds that its user names)"
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
}
REDIRECTS = 5
CHUNK = 65536  # bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost. `private` allows addresses of this machine and of private networks."""

    max_bytes: int = 20_000_000
    seconds: float = 20.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: None as `data` where nothing changed since the last time.

    `url` is where redirects led; `suffix` the kind of file that the server says it is, "" for others.
    """

    url: str
    data: bytes | None
    suffix: str = ""
    etag: str | None = None
    modified: str | None = None


def fetch(url: str, limits: Limits, *, etag: str | None = None, modified: str | None = None) -> Answer:
    """What stands at an address.

    Raises:
        Unfetchable: it is no address, may not be asked, or gives an error, too much, or no answer.
    """
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    here = url
    for _ in range(REDIRECTS + 1):
        parts = _checked(here, url)
        connection = _connect(parts, url, limits)
        try:
            headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
            headers |= {name: value for name, value in known.items() if value and here == url}
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", target, headers=headers)
            with connection.getresponse() as response:
                moved = response.status in (301, 302, 303, 307, 308)
                if moved and (onward := response.headers["Location"]):
                    here = urljoin(here, onward)
                    continue
                return _answer(here, response, url, limits)
        except (HTTPException, OSError, UnicodeError, ValueError, zlib.error) as error:
            raise Unfetchable(f"does not answer: {_why(error)}", path=url) from error
        finally:
            connection.close()
    raise Unfetchable(f"leads on more than {REDIRECTS} times", path=url)


def post(url: str, data: bytes, headers: dict[str, str], seconds: float = 10.0) -> None:
    """Hand data to an address that the user configured, on whatever machine; no redirect is followed.

    Raises:
        Unfetchable: it does not take them.
    """
    parts = _checked(url, url)
    connection = _connect(parts, url, Limits(seconds=seconds, private=True))
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request("POST", target, body=data, headers={"User-Agent": AGENT, **headers})
        with connection.getresponse() as response:
            if not 200 <= response.status < 300:
                raise Unfetchable(f"answers {response.status} {response.reason}", path=url)
    except (HTTPException, OSError, ValueError) as error:
        raise Unfetchable(f"does not answer: {_why(error)}", path=url) from error
    finally:
        connection.close()


def _checked(here: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(here)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or any(ord(letter) <= 32 or ord(letter) > 126 for letter in here):
        raise Unfetchable(f"leads to {here!r}, which is no address of the web", path=url)
    return parts


def _connect(parts: SplitResult, url: str, limits: Limits) -> HTTPConnection:
    """A connection to a machine that may be asked."""
    assert parts.hostname is not None
    connection: _Guarded
    if parts.scheme == "https":
        context = create_default_context()
        connection = _GuardedTLS(parts.hostname, parts.port, timeout=limits.seconds, context=context)
    else:
        connection = _Guarded(parts.hostname, parts.port, timeout=limits.seconds)
    try:
        connection.private = limits.private
        connection.connect()
    except PermissionError as error:
        hint = "--allow-private lets it through"
        raise Unfetchable(
            f"leads to {error}, an address of a private network", path=url, hint=hint
        ) from error
    except (OSError, UnicodeError, ValueError) as error:
        raise Unfetchable(f"does not answer: {_why(error)}", path=url) from error
    return connection


class _Guarded(HTTPConnection):
    """A connection that refuses private machines before anything is sent to them."""

    private = False

    def connect(self) -> None:
        """Open the connection, look whom it leads to, and close it again if that is nobody public."""
        super().connect()
        peer = ip_address(self.sock.getpeername()[0].partition("%")[0])
        within = (getattr(peer, "ipv4_mapped", None), getattr(peer, "sixtofour", None))
        for address in (*filter(None, within), *([] if within[0] else [peer])):
            if not self.private and (not address.is_global or address.is_multicast):
                self.close()
                raise PermissionError(str(address))


class _GuardedTLS(HTTPSConnection, _Guarded):
    """The same, encrypted: the machine is looked at before the handshake."""


def _answer(here: str, response: HTTPResponse, url: str, limits: Limits) -> Answer:
    headers = response.headers
    if response.status == 304:
        return Answer(here, None, etag=headers["ETag"], modified=headers["Last-Modified"])
    if response.status != 200:
        wait = headers.get("Retry-After", "")
        seconds = float(wait) if wait.isdecimal() else 0.0
        raise Unfetchable(f"answers {response.status} {response.reason}", path=url, wait=seconds)
    data = _read(response, url, limits)
    kind = KINDS.get(headers.get_content_type(), "")
    return Answer(here, data, kind, headers["ETag"], headers["Last-Modified"])


def _read(response: HTTPResponse, url: str, limits: Limits) -> bytes:
    """The body, unpacked, as far as the limit goes: a bomb is given up before it bursts."""
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "deflate"):
        raise Unfetchable(f"answers in an encoding that is not read: {packed}", path=url)
    unpack = zlib.decompressobj(wbits=47) if packed in ("gzip", "deflate") else None
    data = bytearray()
    while chunk := response.read(CHUNK):
        data += unpack.decompress(chunk, limits.max_bytes + 1) if unpack else chunk
        if len(data) > limits.max_bytes or (unpack and unpack.unconsumed_tail):
            raise Unfetchable(f"answers with more than {limits.max_bytes / 1e6:,.0f} MB", path=url)
    return bytes(data)


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "no machine of this name"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
