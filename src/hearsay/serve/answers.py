"""Answers of the API: JSON with a tag of its content, lists a part at a time, errors as RFC 9457 has them.

In: records, a request. Out: responses. Never here: a question to the ledger.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from fastapi import Request, Response
from starlette.routing import Match

from hearsay.export.jsonl import row
from hearsay.ledger import Part

API = "/api/v1"
PROBLEM = "application/problem+json"


def as_json(request: Request, found: object, *, status: int = 200) -> Response:
    """What was found as JSON; only that it is unchanged if the one who asks has it already."""
    body = msgspec.json.encode(found)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = (
        given.strip().removeprefix("W/") for given in request.headers.get("if-none-match", "").split(",")
    )
    if status == 200 and any(given in (tag, "*") for given in known):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, headers=headers, media_type="application/json")


def part_as_json(request: Request, part: Part[Any], items: Iterable[object] | None = None) -> Response:
    """Some items of a list, and the address of those that follow, null after the last."""
    shown = [row(item) for item in part.items] if items is None else list(items)
    address = None
    if part.after is not None:
        url = request.url.include_query_params(after=part.after)
        address = f"{url.path}?{url.query}"
    return as_json(request, {"items": shown, "next": address})


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """An error as a program can read it."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(msgspec.json.encode(told), status_code=status, media_type=PROBLEM)


def is_api(request: Request) -> bool:
    """Whether a program asks, not a person."""
    return request.url.path.startswith("/api/")


def twin_of(request: Request) -> str | None:
    """The address of the same data as JSON; None for a page that shows none."""
    path = request.url.path if request.url.path != "/" else "/stories"
    scope: Mapping[str, Any] = {**request.scope, "path": API + path, "method": "GET"}
    if not any(route.matches(dict(scope))[0] is Match.FULL for route in request.app.routes):
        return None
    address = API + quote(path)
    return f"{address}?{request.url.query}" if request.url.query else address


SHAPE = {
    "Record": {
        "type": "object",
        "description": "A record as the export writes it; docs/api.md names its fields.",
        "additionalProperties": True,
    },
    "Part": {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Record"}},
            "next": {
                "type": ["string", "null"],
                "description": "The address of the items that follow; null after the last.",
            },
        },
    },
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    },
}


def described(shape: str) -> dict[int | str, dict[str, Any]]:
    """What a route answers, for its description."""

    def content(kind: str, name: str) -> dict[str, Any]:
        return {"content": {kind: {"schema": {"$ref": f"#/components/schemas/{name}"}}}}

    wrong = {"description": "The request cannot be understood.", **content(PROBLEM, "Problem")}
    return {
        200: {"description": "Found.", **content("application/json", shape)},
        304: {"description": "Not changed since the tag that the request names."},
        400: wrong,
        404: {"description": "There is no such thing.", **content(PROBLEM, "Problem")},
        421: {"description": "Asked under a name that is not ours."},
        422: wrong,
        503: {"description": "The ledger cannot be read now.", **content(PROBLEM, "Problem")},
    }
