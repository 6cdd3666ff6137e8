"""The page in a real browser: edges where they can be seen, words in the reader's language, hostile words inert."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.answers import Lineage, Piece, Segment
from tests.browser.conftest import Watched
from tests.browser.pages import card, on_screen, written
from tests.viz.samples import FACTS, FILE, RESOLUTION, edge, node, union_resolution


@pytest.fixture
def union(tmp_path: Path) -> str:
    return written(tmp_path, union_resolution())


SPLIT = "triển khai các nhiệm vụ tại Kế hoạch số 2871/KH-UBND 𝄞 và Quyết định số 640/QĐ-UBND"
PARTS = ("triển khai các nhiệm vụ", "tại Kế hoạch số 2871/KH-UBND 𝄞", "và Quyết định số 640/QĐ-UBND")
BORROWED = "same series, day (2024-12-22) and title as 57-NQ/TW; its serial is that of 75-CTr/TU, which is cited with it"
PLACED = "inferred: it cites 1450/QCPH-UBND as of its own province, and that is of Điện Biên"


def family() -> Lineage:
    """Grounds, a root, seven that carry it out and act on each other, one in doubt, one beyond, and an edge that leads nowhere."""
    at, segments = 400, []
    for part in PARTS:
        segments.append(Segment(start=at, end=at + len(part)))
        at += len(part) + 50
    piece = Piece(document="c0", source=FILE, quote=SPLIT, start=400, end=segments[-1].end, rule="carries out", segments=segments)
    nodes = [
        node("r", 0, RESOLUTION, number="57-NQ/TW"),
        node("ground", 1, number="35-NQ/TW"),
        *(node(f"c{i}", 1, number=f"{i}-KH/TU", issuer="Ban Tuyên giáo và Dân vận Tỉnh ủy Thừa Thiên Huế") for i in range(7)),
        node("beyond", 2, number="9/UBND", place="Điện Biên", place_reason=PLACED),
        node("doubt", 0, RESOLUTION, suspect=True, number="75-NQ/TW"),
    ]
    edges = [
        edge("r", "based_on", "ground"),
        *(edge(f"c{i}", "implements", "r") for i in range(7)),
        *(edge(f"c{i}", "guides", f"c{i + 1}") for i in range(6)),
        edge("c0", "amends", "c6").model_copy(update={"evidence": [piece]}),
        edge("beyond", "implements", "c3"),
        edge("beyond", "based_on", "r"),
        edge("c2", "cites", "vn/elsewhere"),
        edge("doubt", "probably_same_as", "r", None, reason=BORROWED),
    ]
    return Lineage(root="r", direction="both", nodes=nodes, edges=edges, truncated=False)


@pytest.mark.parametrize("flow", ["right", "down"])
def test_every_edge_can_be_seen_and_clicked_where_it_bears_its_name(page: Page, tmp_path: Path, flow: str) -> None:
    page.goto(f"{written(tmp_path, family())}#flow={flow}")
    page.evaluate("() => frame(true)")
    places = page.evaluate("() => DATA.edges.map((e) => [e.id, pictureOf(e, state.flow)?.labels[0] ?? null])")
    unseen = [id_ for id_, place in places if place is None]
    assert len(unseen) == 1
    for id_, place in places:
        if place is not None:
            page.mouse.click(*on_screen(page, place["x"], place["y"]))
            assert page.evaluate("() => state.edge") == id_
            page.evaluate("() => { choose({}); frame(true); }")


def test_an_edge_beside_its_column_shows_its_colour(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, family()))
    seen = page.evaluate(
        """() => {
          const { x, y } = pictureOf(DATA.edges.find((e) => e.facts.relation === "amends"), state.flow).labels[0];
          const at = network.canvasToDOM({ x, y: y + 14 });
          const canvas = graph.querySelector("canvas"), ratio = canvas.width / canvas.clientWidth;
          const pixels = canvas.getContext("2d").getImageData((at.x - 4) * ratio, at.y * ratio, 8 * ratio, 1).data;
          return [...Array(pixels.length / 4).keys()].some((i) => pixels[4 * i] > 150 && pixels[4 * i + 2] < 90);
        }"""
    )
    assert seen


def test_reasons_are_said_in_the_pages_language(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, family()))
    page.evaluate("() => choose({ edge: DATA.edges.at(-1).id })")
    vietnamese = "cùng ký hiệu, cùng ngày 22/12/2024 và cùng trích yếu với 57-NQ/TW; số thứ tự lại là của 75-CTr/TU"
    expect(page.locator("#detail .reason")).to_contain_text(vietnamese)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#detail .reason")).to_contain_text(BORROWED)
    page.evaluate("() => choose({ node: 'beyond' })")
    expect(page.locator("#detail dl")).to_contain_text(PLACED)
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("#detail dl")).to_contain_text("suy ra: văn bản này dẫn 1450/QCPH-UBND như của chính tỉnh mình")
    page.get_by_role("tab", name="Bảng").click()
    expect(page.locator("tbody .reason")).to_contain_text(vietnamese)


def test_evidence_in_parts_is_shown_in_parts(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, family()))
    page.evaluate("() => choose({ edge: DATA.edges.find((e) => e.facts.relation === 'amends').id })")
    expect(page.locator("#detail blockquote")).to_have_text(" […] ".join(PARTS))
    expect(page.locator("#detail blockquote .gap")).to_have_count(2)
    expect(page.locator("#detail .evidence")).to_contain_text("ký tự 400–423, 473–503, 553–581")


def test_relations_say_who_does_what_and_lead_there(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, family()))
    page.evaluate("() => choose({ node: 'c6' })")
    lines = page.locator("#detail .relation .line")
    expect(lines).to_have_text(["thực hiện 57-NQ/TW", "được hướng dẫn bởi 5-KH/TU", "được sửa đổi, bổ sung bởi 0-KH/TU"])
    lines.nth(2).get_by_role("button", name="0-KH/TU").click()
    expect(page.locator("#detail h2")).to_have_text("0-KH/TU")
    middle, at = page.evaluate("() => network.getViewPosition()"), page.evaluate("() => network.getPosition('c0')")
    assert abs(middle["x"] - at["x"]) + abs(middle["y"] - at["y"]) < 4


def test_an_edge_that_leads_nowhere_is_listed_and_breaks_nothing(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, family()))
    page.evaluate("() => choose({ node: 'c2' })")
    line = page.locator("#detail .relation", has_text="dẫn chiếu vn/elsewhere")
    expect(line.locator(".line button")).to_have_count(0)
    line.get_by_role("button", name="Chứng cứ").click()
    expect(page.locator("#detail .sentence")).to_contain_text("vn/elsewhere")
    page.get_by_role("tab", name="Bảng").click()
    expect(page.locator("tbody")).to_contain_text("vn/elsewhere")


def test_grounds_stand_left_and_what_carries_out_right(page: Page, tmp_path: Path) -> None:
    page.goto(f"{written(tmp_path, family())}#flow=right")
    x = page.evaluate("() => Object.fromEntries(DATA.nodes.map((n) => [n.id, network.getPosition(n.id).x]))")
    assert x["ground"] < x["r"] < x["c0"] < x["beyond"]
    assert 0 < card(page, "ground")[0] < card(page, "c0")[0] < 1400 - 372


EVIL = (
    "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"
    "\u2028'\"${document.title='broken'}{{7*7}}<b>đậm</b> href"
)


def test_hostile_text_is_shown_and_does_nothing(watched: Watched, tmp_path: Path) -> None:
    facts = dict.fromkeys(FACTS, EVIL) | {"date": "2021-01-01"}
    nodes = [node("root", 0, facts), node(EVIL, 1, facts, held=True, suspect=True)]
    lineage = Lineage(
        root="root", direction="down", nodes=nodes, edges=[edge(EVIL, EVIL, "root", EVIL, document=EVIL, reason=EVIL)], truncated=False
    )
    page = watched.page
    address = written(tmp_path, lineage)
    page.goto(address)
    page.evaluate("() => choose({ edge: 'e0' })")
    expect(page.locator("#detail blockquote")).to_have_text(EVIL)
    page.evaluate("id => choose({ node: id })", EVIL)
    expect(page.locator("#detail h2")).to_have_text(EVIL)
    page.locator("#search").fill("đậm")
    expect(page.locator("#matches li")).to_have_count(2)
    page.get_by_role("tab", name="Bảng").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("button", name="English").click()
    assert page.title() == "Phả hệ"
    assert page.locator("img, b").count() == 0
    assert page.locator("script").count() == 3
    assert [url for url in watched.requests if url.split("#")[0] != address and url != "data:,"] == []


def test_the_policy_stops_scripts_that_are_not_the_pages_own(browser: Browser, union: str) -> None:
    page = browser.new_page()
    page.goto(union)
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'document.title = \"broken\"'; document.body.append(s); }"
    )
    page.evaluate("() => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">'); }")
    page.wait_for_timeout(100)
    assert page.title() == "Phả hệ"
    page.close()
