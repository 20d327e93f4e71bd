"""What people type stays text: in Markdown, in HTML, in a spreadsheet, in Slack."""

import csv
import io
from html.parser import HTMLParser

import hypothesis
import pytest
from hypothesis import strategies as st
from rich.markdown import Markdown

from bot.locales.values import flat
from bot.review.data import to_csv
from bot.review.document import Bullets, Document, Pairs, Paragraph, Quote, Section, Table
from bot.review.html import to_html
from bot.review.markdown import escaped, to_markdown, written
from bot.review.slack import to_slack
from tests.review.goldens import voice
from tests.review.retyped import retyped
from tests.review.stories import everything, name

NASTY = [
    "# heading",
    "## *bold* _thin_ ~~gone~~ `code`",
    "| a | b |",
    "---",
    "===",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "    code",
    "```",
    "[click](javascript:alert(1))",
    "![image](x)",
    "[ref]: x",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- gone",
    "</td></tr></table>",
    "&lt;b&gt; &#60; &amp;",
    "\\",
    "\\|",
    "a|b\\",
    "<br>",
    "{{ 7 * 7 }} {% raw %}",
    "'\"><b onmouseover=alert(1)>",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "＝1+1",
    "\t=1",
    "\u202egnirts",
    "<!channel> <@U1> <#C1|x>",
    "$x$ :smile: ~~~",
]
PLAIN = "words"

Shape = list[object]


def markdown_shape(text: str) -> Shape:
    """The structure of a Markdown text without its words."""
    return [
        (token.type, token.tag, [child.type for child in token.children or ()])
        for token in Markdown(text).parsed
    ]


def markdown_words(text: str) -> str:
    """The words of a Markdown text as its reader sees them."""
    return "\n".join(
        "".join(child.content for child in token.children or ()) for token in Markdown(text).parsed
    )


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[object] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [key for key, _ in attrs]))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", [data]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_changes_the_structure_of_the_markdown(text: str) -> None:
    story = everything()
    made = to_markdown(retyped(story, text), voice("both"), name)
    assert markdown_shape(made) == markdown_shape(
        to_markdown(retyped(story, PLAIN), voice("both"), name)
    )
    assert flat(text) in markdown_words(made)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_changes_the_structure_of_the_page(text: str) -> None:
    story = everything()
    page = _Page(to_html(retyped(story, text), voice("both"), name))
    assert page.tags == _Page(to_html(retyped(story, PLAIN), voice("both"), name)).tags
    assert any(flat(text) in words for words in page.words)


def test_a_name_is_text_as_well() -> None:
    review = retyped(everything(), PLAIN)
    evil = "<b>*Mia*</b> | # [x](y)"
    page = _Page(to_html(review, voice("en"), lambda _: evil))
    assert page.tags == _Page(to_html(review, voice("en"), lambda _: PLAIN)).tags
    made = to_markdown(review, voice("en"), lambda _: evil)
    plain = to_markdown(review, voice("en"), lambda _: PLAIN)
    assert markdown_shape(made) == markdown_shape(plain)
    assert evil in markdown_words(made)


def test_the_page_loads_and_runs_nothing() -> None:
    page = to_html(retyped(everything(), "<script src=//x></script>"), voice("both"), name)
    tags = {tag for tag, _ in _Page(page).tags}  # type: ignore[misc, has-type]
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "form", "base"})
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x?b=1&c=2.", ["https://a.example/x?b=1&c=2"]),
        ("javascript:alert(1) data:text/html,x", []),
        ("https://a.example/\"onclick='x'", ["https://a.example/"]),
        ("（https://a.example/中文）", ["https://a.example/中文"]),
        ("http://a.example https://b.example", ["http://a.example", "https://b.example"]),
        ("https://a.example/a|b", ["https://a.example/a"]),
        ("https://", []),
    ],
)
def test_only_addresses_of_the_web_become_links_and_lead_where_they_say(
    text: str, links: list[str]
) -> None:
    (line,) = [token for token in Markdown(escaped(text)).parsed if token.type == "inline"]
    found = [child for child in line.children or () if child.type == "link_open"]
    assert len(found) == len(links)
    assert markdown_words(escaped(text)).strip() == text


LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(flat).filter(bool)


@hypothesis.given(LINES)
def test_any_line_reads_in_markdown_as_it_was_typed(line: str) -> None:
    cell, words = (line,), (PLAIN,)
    made, plain = (
        written(
            Document(
                language="en",
                title=one,
                mark=one,
                intro=(Paragraph((*one, *one)), Quote(one, (*one, *one))),
                sections=(
                    Section(one, (Pairs(((one, one),)), Bullets((one, (*one, *one))))),
                    Section(one, (Table((one, one), ((one, one), (one, (*one, *one)))),)),
                ),
            )
        )
        for one in (cell, words)
    )
    hypothesis.assume("://" not in line)
    assert markdown_shape(made) == markdown_shape(plain)
    assert markdown_words(made).count(line) >= markdown_words(plain).count(PLAIN)


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(retyped(everything(), text)))))


@pytest.mark.parametrize("text", [*NASTY, 'a "quoted", line', "two\nlines"])
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    rows = _cells(text)
    assert {len(row) for row in rows} == {7}
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠")]


def test_a_person_outside_slack_who_is_called_like_a_formula_is_none() -> None:
    assert all(not cell.startswith("=") for row in _cells("=cmd()") for cell in row)


def test_nobody_is_pinged_by_what_was_typed() -> None:
    card = to_slack(retyped(everything(), "<!channel> <@UMIA> <#C1>"), voice("both"))
    read = str([block for block in card.blocks if block["type"] != "table"])
    assert "<!channel>" not in read
    assert "<#C1>" not in read
    # Slack reads nothing in raw text: a mention in a table is an element of its own.
    (table,) = (block for block in card.blocks if block["type"] == "table")
    typed = [cell for row in table["rows"] for cell in row if "<!channel>" in str(cell)]
    assert {cell["type"] for cell in typed} == {"raw_text"}
