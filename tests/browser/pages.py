"""Pages on disk, and points of their graphs on the screen."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from graph.answers import Lineage
from viz.html import lineage_html


def written(folder: Path, lineage: Lineage) -> str:
    """The address of a file with the lineage's page."""
    file = folder / "phả hệ.html"
    file.write_text(lineage_html(lineage, title="Phả hệ"), encoding="utf-8")
    return file.as_uri()


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the graph is in the window."""
    at = page.evaluate(
        """([x, y]) => {
          const point = network.canvasToDOM({x, y}), box = graph.getBoundingClientRect();
          return [point.x + box.left, point.y + box.top];
        }""",
        [x, y],
    )
    return at[0], at[1]


def card(page: Page, id_: str) -> tuple[float, float]:
    x, y = page.evaluate("id => { const p = network.getPosition(id); return [p.x, p.y]; }", id_)
    return on_screen(page, x, y)


def colours(page: Page, id_: str) -> int:
    """How many colours a card shows: more than a few where something is written."""
    x, y = card(page, id_)
    count: int = page.evaluate(
        """([x, y]) => {
          const canvas = graph.querySelector("canvas"), box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
          const area = [x - box.left - 60, y - box.top - 30, 120, 60].map((pixels) => pixels * ratio);
          const pixels = canvas.getContext("2d").getImageData(...area).data;
          const seen = new Set();
          for (let i = 0; i < pixels.length; i += 4) seen.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
          return seen.size;
        }""",
        [x, y],
    )
    return count
