"""The page as text: self-contained, under a strict policy, and closed to whatever a document says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Lineage
from tests.viz.samples import edge, grown, node, union_resolution
from viz.html import lineage_html
from viz.words import Language


class Page(HTMLParser):
    """All tags with their attributes, and what the scripts and the title hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.title = ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the base class names it
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "title":
            self.title += data

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.scripts[0])
        return data


PLAIN = Page(lineage_html(union_resolution(), title="02-NQ/TW"))

PIECES = (
    "</script>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "&lt;", "&", "'", '"', "`", "${x}", "{{ 7 * 7 }}", "{% raw %}",
    "\u2028", "\u2029", "\\", "\\u003c", "\x00", "href", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "Đ", "\r\n", "</title>",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=1, max_size=6).map(
    "".join
)


@settings(max_examples=60, deadline=None)
@given(number=HOSTILE, title=HOSTILE, quote=HOSTILE, name=HOSTILE, id_=HOSTILE)
def test_no_document_text_breaks_out(number: str, title: str, quote: str, name: str, id_: str) -> None:
    nodes = [
        node("root", 0, number=number, title=title, issuer=quote, place=number),
        node(f"{id_}-", 1, type=title, date=number, place=name, place_reason=quote),
    ]
    edges = [edge(f"{id_}-", "implements", "root", quote, document=name, reason=title)]
    page = Page(lineage_html(Lineage(root="root", direction="down", nodes=nodes, edges=edges, truncated=False), title=name))
    assert page.tags == PLAIN.tags
    assert page.scripts[1:] == PLAIN.scripts[1:]
    assert [row["facts"] for row in page.data["nodes"]] == [n.model_dump(mode="json") for n in nodes]
    assert [row["facts"] for row in page.data["edges"]] == [e.model_dump(mode="json") for e in edges]
    assert not re.search("[<>&']", page.scripts[0])


def test_the_policy_names_exactly_the_two_scripts_and_the_style() -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in PLAIN.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in PLAIN.scripts[1:]]
    assert directives["script-src"].split() == hashes
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_nothing_is_asked_of_the_network() -> None:
    for tag, attributes in PLAIN.tags:
        assert "src" not in attributes
        if "href" in attributes:
            assert (tag, attributes["href"]) == ("link", "data:,")
    assert "sourceMappingURL" not in "".join(PLAIN.scripts)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_opens_in_the_language_asked_for(lang: Language) -> None:
    text = lineage_html(union_resolution(), title="Phả hệ", lang=lang)
    page = Page(text)
    assert ("html", {"lang": lang}) in page.tags
    assert page.title == "Phả hệ"
    assert ("Chú giải" if lang == "vi" else "Legend") in text[: text.index('id="data"')]


def test_parallel_edges_are_all_there_on_ways_of_their_own() -> None:
    lineage = grown(60)
    rows = Page(lineage_html(lineage, title="t")).data["edges"]
    assert len(rows) == len(lineage.edges) == len({row["id"] for row in rows})
    for flow in ("right", "down"):
        ways = [tuple(row["ways"][flow]) for row in rows]
        assert len(set(ways)) == len(ways)


def test_equal_lineages_give_equal_pages() -> None:
    assert lineage_html(grown(30), title="t") == lineage_html(grown(30), title="t")
