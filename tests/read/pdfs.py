"""Small PDF files for tests, written by hand so that every byte is ours."""

from collections.abc import Sequence


def make_pdf(
    pages: Sequence[Sequence[tuple[float, str]]],
    *,
    info: dict[str, str] | None = None,
    locked: bool = False,
    size: int = 11,
) -> bytes:
    """A document whose pages hold lines of (height above the bottom in points, words)."""
    count = len(pages)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * i} 0 R >>"
        )
        drawn = "\n".join(f"BT /F1 {size} Tf 72 {y} Td ({_escaped(words)}) Tj ET" for y, words in lines)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    trailer = f"/Root 1 0 R /Size {len(objects) + 3}"
    if info:
        objects.append("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in info.items()) + " >>")
        trailer += f" /Info {len(objects)} 0 R"
    if locked:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer\n<< {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def lines_down(top: float, words: Sequence[str], step: float = 14) -> list[tuple[float, str]]:
    """Lines one below the other; an empty one leaves a gap."""
    return [(top - step * at, line) for at, line in enumerate(words) if line]
