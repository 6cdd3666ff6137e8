"""The page in a real browser: what a reader sees, clicks, types and switches."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.answers import Direction, Lineage
from tests.browser.conftest import Watched
from tests.browser.pages import card, colours, on_screen, written
from tests.viz.samples import DOUBT, HUE, LETTER, MISPRINT, PLAN, REPLY, ROOT, edge, grown, node, union_resolution


@pytest.fixture
def union(tmp_path: Path) -> str:
    return written(tmp_path, union_resolution())


def test_it_opens_from_a_file_and_asks_for_nothing_else(watched: Watched, union: str) -> None:
    watched.page.goto(union)
    assert all(colours(watched.page, n.id) > 10 for n in union_resolution().nodes)
    assert [url for url in watched.requests if url.split("#")[0] != union and url != "data:,"] == []


def test_the_head_says_what_is_shown(page: Page, union: str) -> None:
    page.goto(union)
    expect(page.locator("h1")).to_have_text("02-NQ/TW")
    expect(page.locator("#headline")).to_contain_text("Nghị quyết · Bộ Chính trị · 12/6/2021")
    expect(page.locator("#counts")).to_have_text(
        "7 văn bản · 3 có toàn văn · 4 chỉ được dẫn · 3 nghi vấn · 6 quan hệ · đầy đủ, không cắt bớt"
    )


def test_a_truncated_lineage_says_so(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, grown(30, truncated=True)))
    expect(page.locator("#counts .truncated")).to_contain_text("đã cắt bớt")


def test_a_click_on_an_arrow_shows_the_words_that_prove_it(page: Page, union: str) -> None:
    page.goto(union)
    (x1, y1), (x2, y2) = card(page, PLAN), card(page, LETTER)
    page.mouse.click((x1 + x2) / 2 + 30, (y1 + y2) / 2)
    expect(page.locator("#detail blockquote")).to_have_text("Thực hiện Kế hoạch số 65-KH/TU ngày 03/11/2021 của Ban Thường vụ Tỉnh ủy")
    expect(page.locator("#detail")).to_contain_text("Theo 7216/UBND-KGVX · quy tắc implements-verb · ký tự 431–")
    expect(page.locator("#detail")).to_contain_text("Độ tin cậy 97%")


def test_evidence_that_is_not_shown_is_counted(page: Page, union: str) -> None:
    page.goto(union)
    (x1, y1), (x2, y2) = card(page, ROOT), card(page, HUE)
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2 + 1)
    expect(page.locator("#detail")).to_contain_text("1 trong 4 đoạn trích")


def test_a_click_on_a_card_shows_its_facts_and_its_way_to_the_root(page: Page, union: str) -> None:
    page.goto(union)
    page.mouse.click(*card(page, REPLY))
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("3717/UBND-KGVX")
    expect(detail).to_contain_text("Kon Tum (suy ra)")
    expect(detail).to_contain_text("dẫn Quy chế phối hợp 4859/QCPH-UBND-LĐLĐ của Kon Tum")
    expect(detail.locator(".way li")).to_have_text(["3717/UBND-KGVX", "21-CTr/TU", "21-NQ/TW", "02-NQ/TW"])
    detail.locator(".relation", has_text="thực hiện 21-CTr/TU").get_by_role("button", name="Chứng cứ").click()
    expect(detail.locator("blockquote")).to_contain_text("triển khai thực hiện Chương trình số 21-CTr/TU")
    page.keyboard.press("Tab")
    page.locator("#close").click()
    expect(detail.locator(".hint")).to_be_visible()


def test_a_card_is_one_to_its_corners_and_shown_to_its_rim(page: Page, union: str) -> None:
    page.goto(union)
    bar = page.evaluate(
        """(id) => {
          const { x, y } = network.getPosition(id);
          network.moveTo({ position: { x: x - 110 - graph.clientWidth / 2, y }, scale: 1 });
          network.renderer._redraw();
          const at = network.canvasToDOM({ x: x - 121, y });
          const canvas = graph.querySelector("canvas"), ratio = canvas.width / canvas.clientWidth;
          return [...canvas.getContext("2d").getImageData(at.x * ratio, at.y * ratio, 1, 1).data];
        }""",
        PLAN,
    )
    assert bar == [0x1F, 0x5F, 0x8B, 0xFF]
    x, y = page.evaluate("id => { const p = network.getPosition(id); return [p.x - 120, p.y - 34]; }", PLAN)
    page.mouse.click(*on_screen(page, x, y))
    expect(page.locator("#detail h2")).to_have_text("65-KH/TU")


def test_the_suspect_is_seen_as_such(page: Page, union: str) -> None:
    page.goto(union)
    (x1, y1), (x2, y2) = card(page, ROOT), card(page, MISPRINT)
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2 + 25)
    expect(page.locator("#detail .badge.suspect")).to_have_text("nghi vấn")
    expect(page.locator("#detail .reason")).to_contain_text(DOUBT)
    page.get_by_role("tab", name="Bảng").click()
    expect(page.locator("tr.doubtful")).to_have_count(3)
    expect(page.locator("tr.doubtful .badge.suspect")).to_have_text(["nghi vấn"] * 3)


@pytest.mark.parametrize("asked", ["quang ngai cong van", "CÔNG VĂN  quảng ngãi", "7216", "31/12/2021"])
def test_search_needs_no_diacritics_and_flies_to_the_card(page: Page, union: str, asked: str) -> None:
    page.goto(union)
    page.keyboard.press("/")
    page.keyboard.type(asked)
    expect(page.locator("#matches li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#detail h2")).to_have_text("7216/UBND-KGVX")
    middle = page.evaluate("() => network.getViewPosition()")
    at = page.evaluate("id => network.getPosition(id)", LETTER)
    assert abs(middle["x"] - at["x"]) < 2
    assert abs(middle["y"] - at["y"]) < 2


def test_search_without_a_match_says_so(page: Page, union: str) -> None:
    page.goto(union)
    page.locator("#search").fill("không có gì như vậy")
    expect(page.locator("#found-count")).to_have_text("Không có văn bản nào khớp")


def test_the_language_switches_and_stays_in_the_address(page: Page, union: str) -> None:
    page.goto(union)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("tab", name="Table")).to_be_visible()
    expect(page.locator("#counts")).to_contain_text("complete, nothing cut off")
    page.reload()
    expect(page.get_by_role("tab", name="Table")).to_be_visible()
    expect(page.locator("#legend")).to_contain_text("is probably the same as")


def test_what_is_chosen_stays_in_the_address(page: Page, union: str) -> None:
    page.goto(union)
    page.mouse.click(*card(page, HUE))
    expect(page.locator("#detail h2")).to_have_text("24-KH/TU")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#detail h2")).to_have_text("24-KH/TU")


def test_the_keyboard_goes_from_card_to_card(page: Page, union: str) -> None:
    page.goto(union)
    page.locator("#graph").focus()
    heading = page.locator("#detail h2")
    for key, number in (
        ("ArrowRight", "02-NQ/TW"),
        ("ArrowRight", "65-KH/TU"),
        ("ArrowRight", "7216/UBND-KGVX"),
        ("ArrowLeft", "65-KH/TU"),
        ("ArrowDown", "24-KH/TU"),
    ):
        page.keyboard.press(key)
        expect(heading).to_have_text(number)
    page.keyboard.press("Escape")
    expect(page.locator("#detail .hint")).to_be_visible()


def test_the_table_says_the_same(page: Page, union: str) -> None:
    page.goto(union)
    page.get_by_role("tab", name="Bảng").click()
    sample = union_resolution()
    expect(page.locator("tbody th .link")).to_have_text([n.number or "" for n in sample.nodes])
    quotes = page.locator("tbody blockquote").all_text_contents()
    assert sorted(quotes) == sorted(piece.quote for e in sample.edges for piece in e.evidence)
    page.locator("tbody th .link").nth(3).click()
    expect(page.locator("#detail h2")).to_have_text("24-KH/TU")


def test_it_fits_a_narrow_screen(browser: Browser, union: str) -> None:
    page = browser.new_page(viewport={"width": 420, "height": 800})
    page.goto(union)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 420
    page.mouse.click(*card(page, ROOT))
    expect(page.locator("#detail h2")).to_have_text("02-NQ/TW")
    page.get_by_role("tab", name="Bảng").click()
    assert page.evaluate("() => document.getElementById('table-view').scrollWidth") <= 420
    page.close()


def test_two_thousand_documents_are_drawn_at_once(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, grown(2000)))
    assert colours(page, "n0") > 10
    expect(page.locator("#counts")).to_contain_text("2.000 văn bản")
    page.get_by_role("tab", name="Bảng").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(100)
    rows.last.scroll_into_view_if_needed()
    expect(rows).not_to_have_count(100)
    page.locator(".more button").click()
    expect(rows).to_have_count(2000)
    expect(page.locator(".more button")).to_have_count(0)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_the_name_of_an_edge_beside_a_column_is_seen_in_whole(page: Page, tmp_path: Path, direction: Direction) -> None:
    """The suspect stands under two others of its column, so that what binds it to the first runs round them."""
    others = [node(f"n{i}", 1, number=f"7{i}-NQ/TW", place=f"Tỉnh {i}") for i in range(3)]
    nodes = [node("r", 0, number="689/UBND-KGVX"), *others, node("s", 1, number="57-NQ/TW", suspect=True)]
    ends = [("r", n.id) if direction == "up" else (n.id, "r") for n in others]
    edges = [*(edge(a, "implements", b) for a, b in ends), edge("n0", "probably_same_as", "s")]
    page.goto(written(tmp_path, Lineage(root="r", direction=direction, nodes=nodes, edges=edges, truncated=False)))
    page.get_by_role("button", name="English").click()
    page.locator("#zoom-fit").click()
    seen = page.evaluate(
        """() => {
          const edge = DATA.edges.find(({ facts }) => facts.relation === DOUBT), half = halfName(edge);
          const { x, y } = pictureOf(edge, state.flow).labels[0], ends = [x - half, x, x + half];
          const left = network.canvasToDOM({ x: x - half, y }).x, right = network.canvasToDOM({ x: x + half, y }).x;
          return { half, inside: 0 < left && right < graph.clientWidth, behind: ends.some((x) => cardAt({ x, y }, state.flow)) };
        }"""
    )
    assert seen["half"] > 50
    assert (seen["inside"], seen["behind"]) == (True, False)


def test_print_has_every_row(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, grown(300)))
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("tbody tr")).to_have_count(300)


def hub(size: int) -> Lineage:
    """Many documents that all carry out one."""
    nodes = [node("r", 0, number="57-NQ/TW"), *(node(f"n{i}", 1, number=f"{i}/KH-UBND", issuer=f"Xã thứ {i}") for i in range(size))]
    edges = [edge(f"n{i}", "implements", "r") for i in range(size)]
    return Lineage(root="r", direction="down", nodes=nodes, edges=edges, truncated=False)


def test_a_hub_opens_readable(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, hub(2000)))
    assert page.evaluate("() => network.getScale()") >= 0.5
    assert colours(page, "r") > 10
    expect(page.locator("#detail .relation")).to_have_count(60)
    page.get_by_role("button", name="Còn 1.940 quan hệ: hiện tất cả").click()
    expect(page.locator("#detail .relation")).to_have_count(2000)
