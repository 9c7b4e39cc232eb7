"""Stable identifiers, derived from content alone.

In: the parts that make a record what it is. Out: a short string, the same on every machine and run.
Never here: counters, clocks, random numbers.
"""

import hashlib
import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def content_id(kind: str, *parts: object) -> str:
    """The identifier of a record: its kind and 16 hexadecimal digits of a hash of its parts.

    Parts are encoded as JSON before hashing, so that ("ab", "c") and ("a", "bc") differ.
    """
    encoded = _ENCODER.encode([kind, *parts])
    return f"{kind}-{hashlib.sha256(encoded.encode()).hexdigest()[:16]}"
