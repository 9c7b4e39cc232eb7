"""Reports from bare words."""

from hearsay.records import Report, report_id


def report_of(text: str) -> Report:
    return Report(
        id=report_id(text, publisher=None, published=None),
        source="case",
        title=None,
        publisher=None,
        authors=(),
        published=None,
        language="en",
        genre="news",
        text=text,
    )
