"""The pages of the document that a report was read from, as they look."""

import threading
from io import BytesIO
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response

from hearsay.language import mark
from hearsay.ledger import View
from hearsay.serve.page import Ledger

WIDE = 1100  # pixels of the picture of a page: to be read on a screen, and small enough to be sent

router = APIRouter(include_in_schema=False)
_one_at_a_time = threading.Lock()  # the library that draws pages may not be used by two threads


@router.get("/reports/{report_id}/pages/{number}.png")
def picture(ledger: Ledger, report_id: str, number: int) -> Response:
    """A page of the document as it looks, while that is at hand."""
    path = document(ledger, report_id)
    if path is None:
        raise HTTPException(404, mark("The document is not at hand."))
    drawn = _drawn(path, number)
    if drawn is None:
        raise HTTPException(404, mark("The document has no such page."))
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def document(ledger: View, report_id: str) -> Path | None:
    """The PDF that a report was read from, if it is still there."""
    for source in ledger.sources(report_id):
        path = Path(source.partition("#")[0])
        if path.suffix.lower() == ".pdf" and path.is_file():
            return path
    return None


def _drawn(path: Path, number: int) -> bytes | None:
    import pypdfium2

    with _one_at_a_time:
        try:
            opened = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError):
            return None
        try:
            if not 1 <= number <= len(opened):
                return None
            sheet = opened[number - 1]
            picture = sheet.render(scale=WIDE / max(sheet.get_width(), 1)).to_pil()
        finally:
            opened.close()
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
