"""Ways out of a ledger, one file per format.

In: records, handed over by the caller. Out: files that people and programs read. Never here: the store.
"""

from hearsay.export.jsonl import Records, export_jsonl

__all__ = ["Records", "export_jsonl"]
