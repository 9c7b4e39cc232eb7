"""Markdown, with front matter.

In: bytes. Out: a `Draft` without marks of emphasis, links and headings. Never here: rendering.
"""

import re
from dataclasses import replace

from hearsay.read.bodies import issuer_of
from hearsay.read.byline import kicker_of
from hearsay.read.dates import find_date
from hearsay.read.draft import Declared, Draft, Fact, Paragraph
from hearsay.read.paragraphs import clean, to_paragraphs
from hearsay.read.text import decode

_FRONT = re.compile(r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_PUBLISHER = (
    "publisher",
    "issued_by",
    "issuer",
    "outlet",
    "site_name",
    "site",
    "source",
    "publication",
    "organization",
)
_DATE = ("date", "published", "publication_date", "published_at", "pubdate", "issued", "created")
_AUTHOR = ("author", "authors", "by", "byline")


def read_markdown(data: bytes) -> Draft:
    """The paragraphs of a Markdown file, front matter read as what the file declares."""
    text = clean(decode(data)).replace("\f", "")
    declared = Declared()
    if match := _FRONT.match(text):
        declared, text = _front_matter(match["body"]), text[match.end() :]
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return Draft(tuple(_paragraphs(text)), declared, bundle=not declared.title)


def _paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs with the level of their heading, marks stripped."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (match := re.fullmatch(r" {0,3}(=+|-{2,})\s*", line)) and lines[-1].strip():
            before = lines.pop()
            if not lines or not lines[-1].strip():
                lines += ["", f"{'#' if match[1][0] == '=' else '##'} {before}", ""]
                continue
            lines.append(before)
        if _HEADING.match(line):
            lines += ["", line, ""]
        elif _FENCE.match(line) or re.match(r"^\s*\|?[\s:|-]+\|[\s:|-]*$", line):
            continue
        elif re.match(r"^\s*>\s?", line):
            lines.append(re.sub(r"^\s*(?:>\s?)+", "", line))
        elif line.endswith("\\"):
            lines.append(line[:-1])
        else:
            lines.append(line)
    paragraphs = []
    for paragraph in to_paragraphs("\n".join(lines)):
        level = 0
        if match := _HEADING.match(paragraph.text):
            level, paragraph = len(match[1]), replace(paragraph, text=match[2])
        plain = strip_markdown(paragraph.text)
        if plain:
            paragraphs.append(replace(paragraph, text=plain, level=level))
    return paragraphs


def strip_markdown(text: str) -> str:
    """The words of a line of Markdown."""
    # the repetitions are bounded, so that a page of brackets or stars costs no more than a page of words
    text = re.sub(r"!\[([^\[\]]{0,300})\]\([^()]{0,500}\)", "", text)
    text = re.sub(r"\[([^\[\]]{1,300})\]\((?:[^()]|\([^()]{0,200}\)){0,500}\)", r"\1", text)
    text = re.sub(r"\[([^\[\]]{1,300})\]\[[^\[\]]{0,100}\]", r"\1", text)
    text = re.sub(r"^\[[^\[\]]{1,100}\]:\s+\S+.*$|\[\^[^\[\]]{1,100}\]", "", text)
    text = re.sub(r"<(https?://[^<>\s]{1,500}|[^<>@\s]{1,100}@[^<>\s]{1,100})>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", text)
    text = re.sub(r"(?<![\w*])(\*{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?![\w*])", r"\2", text)
    text = re.sub(r"(?<![\w_])(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?![\w_])", r"\2", text)
    text = re.sub(r"~~(.{1,500}?)~~", r"\1", re.sub(r"`{1,3}([^`]{1,500})`{1,3}", r"\1", text))
    text = re.sub(r"^\s*[-*+]\s+(?=\S)", "- ", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text)
    return text.strip(" |") if text.lstrip().startswith("|") else text.strip()


def _front_matter(body: str) -> Declared:
    """The simple pairs of a YAML or TOML head; anything deeper is left alone."""
    values: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    key = ""
    for line in body.split("\n"):
        if match := re.match(r"^([A-Za-z_][\w -]*?)\s*[:=]\s*(.*)$", line):
            key = match[1].strip().lower().replace("-", "_").replace(" ", "_")
            values[key] = _unquote(match[2])
        elif (match := re.match(r"^\s+?-\s+(.*)$|^-\s+(.*)$", line)) and key:
            item = _unquote(match[1] or match[2])
            lists.setdefault(key, []).append(re.sub(r"^name\s*:\s*", "", item))
    listed = re.compile(r"\s*,\s*")
    authors: list[str] = []
    for name in _AUTHOR:
        authors += lists.get(name, [])
        if value := values.get(name):
            authors += [_unquote(v) for v in listed.split(value.strip("[]")) if v]
    publisher = next((k for k in _PUBLISHER if values.get(k)), None)
    dated = next((k for k in _DATE if values.get(k) and find_date(values[k])), None)
    date = find_date(values[dated]) if dated else None
    kind = kicker_of(values.get("type", "") or values.get("genre", "") or values.get("category", ""))
    return Declared(
        title=Fact(values["title"], "front matter title") if values.get("title") else None,
        publisher=Fact(issuer_of(values[publisher]) or "", f"front matter {publisher}")
        if publisher
        else None,
        authors=tuple(Fact(a, "front matter author") for a in dict.fromkeys(authors) if a),
        published=Fact(date.edtf, f"front matter {dated}") if date else None,
        hints=frozenset({"statement"} if publisher in {"issued_by", "issuer"} else set())
        | frozenset(filter(None, [kind])),
    )


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
