"""Slack's mrkdwn, read into spans and written as text or HTML.

One grammar for both, so that a transcript and an assertion see the same words. Stored text carries
entities; a span carries what people read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.normalize import unescape
from bot.workspace.render.safe import Html, fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.workspace.render.reader import Reader

_TOKEN = re.compile(
    r"```(?P<pre>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<ref>[^<>\n]+)>"
    r"|:(?P<emoji>[a-z0-9_+\-]+):"
    r"|(?<![\w*])\*(?P<b>[^*\n]+)\*(?![\w*])"
    r"|(?<![\w_])_(?P<i>[^_\n]+)_(?![\w_])"
    r"|(?<![\w~])~(?P<s>[^~\n]+)~(?![\w~])",
    re.DOTALL,
)
_SAFE_LINK = re.compile(r"^(https?|mailto|tel):")
_WRAPS = {"b": "<strong>{}</strong>", "i": "<em>{}</em>", "s": "<s>{}</s>"}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text: `kind` is `text`, `code`, `pre`, `mention`, `link`, `b`, `i` or `s`."""

    kind: str
    text: str
    link: str = ""
    inner: tuple[Span, ...] = ()


def spans(text: str, reader: Reader) -> Iterator[Span]:
    """Yield the spans of stored mrkdwn."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield Span("text", unescape(text[end : found.start()]))
        yield _span(str(found.lastgroup), str(found[str(found.lastgroup)]), reader)
        end = found.end()
    if end < len(text):
        yield Span("text", unescape(text[end:]))


def _span(kind: str, content: str, reader: Reader) -> Span:
    match kind:
        case "ref":
            return _reference(content, reader)
        case "emoji":
            return Span("text", reader.emoji.get(content, f":{content}:"))
        case "code" | "pre":
            return Span(kind, unescape(content).strip("\n"))
        case _:
            inner = tuple(spans(content, reader))
            return Span(kind, "".join(one.text for one in inner), inner=inner)


def _reference(content: str, reader: Reader) -> Span:
    target, _, label = content.partition("|")
    if target.startswith("@"):
        return Span("mention", f"@{reader.name(target[1:])}")
    if target.startswith("#"):
        return Span("mention", f"#{unescape(label) or reader.channel(target[1:])}", target)
    if target.startswith("!date^"):
        return _date(target, label, reader)
    if target.startswith("!"):
        return Span("mention", unescape(label) or f"@{target[1:].partition('^')[0]}")
    shown = "".join(one.text for one in spans(label, reader)) if label else unescape(target)
    return Span("link", shown, unescape(target))


def _date(target: str, label: str, reader: Reader) -> Span:
    parts = target.split("^")
    match parts:
        case [_, seconds, form, *_] if seconds.isdigit():
            return Span("text", reader.date(seconds, unescape(form)))
        case _:
            return Span("text", unescape(label))


def as_text(text: str, reader: Reader) -> str:
    """Return mrkdwn as people read it, without marks."""
    return "".join(_plain(span) for span in spans(text, reader))


def _plain(span: Span) -> str:
    if span.kind == "link" and span.link not in (span.text, f"mailto:{span.text}"):
        return f"{span.text} ({span.link})"
    return span.text


def as_html(text: str, reader: Reader) -> Html:
    """Return mrkdwn as safe HTML: lines, quotes, links that lead to the web only."""
    lines = text.split("\n") if "```" not in text else [text]
    return joined("<br>", [_line(line, reader) for line in lines])


def _line(line: str, reader: Reader) -> Html:
    quoted = line.startswith(("&gt;", ">"))
    body = line.removeprefix("&gt;").removeprefix(">").lstrip() if quoted else line
    inner = joined("", map(_html, spans(body, reader)))
    return fill('<span class="quote">{}</span>', inner) if quoted else inner


def _html(span: Span) -> Html:
    match span.kind:
        case "code":
            return fill("<code>{}</code>", span.text)
        case "pre":
            return fill("<pre>{}</pre>", span.text)
        case "mention" if span.link:
            return fill('<a class="mention" href="{}">{}</a>', span.link, span.text)
        case "mention":
            return fill('<span class="mention">{}</span>', span.text)
        case "link" if _SAFE_LINK.match(span.link):
            link = '<a href="{}" rel="noreferrer noopener">{}</a>'
            return fill(link, span.link, span.text)
        case "b" | "i" | "s":
            return fill(_WRAPS[span.kind], joined("", map(_html, span.inner)))
        case _:
            return joined("<br>", span.text.split("\n"))


_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")
_BULLET = re.compile(r"^(\s*)[-*+]\s+", re.MULTILINE)


def from_markdown(text: str) -> str:
    """Return standard Markdown as mrkdwn, as far as transcripts need it."""
    text = _BULLET.sub(r"\1• ", text)
    text = _LINK.sub(r"<\2|\1>", text)
    text = _BOLD.sub(lambda found: f"*{found[1] or found[2]}*", text)
    return _HEADING.sub(lambda found: f"*{found[1].strip('*')}*", text)
