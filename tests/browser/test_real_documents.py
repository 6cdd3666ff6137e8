"""The page of real readings, from a file and from the API: it asks for nothing else, says no error, and shows the suspect as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.service import opened
from graph.corpus import Corpus
from graph.reading import Record
from ingest.reader import read
from ingest.sources import load
from tests.api.serving import serving
from tests.browser.conftest import Watched

HERE = Path(__file__).parents[2]
SEEDS = HERE.parent / "shared" / "corpus" / "seeds"
CASES = {
    "examples": (HERE / "examples", "57-NQ/TW", "75-NQ/TW"),
    "seeds": (SEEDS, "02-NQ/TW", "21-NQ/TW"),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str, str]:
    """A store's address with a folder's documents in it, a root, and its suspect twin."""
    folder, root, twin = CASES[request.param]
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus/seeds")
    url = f"sqlite:///{tmp_path / 'real.db'}"
    with opened(url, create=True) as service:
        sources = [load(path, path.name) for path in sorted(folder.iterdir())]
        Corpus(service.store).add(Record(source, read(source.text)) for source in sources)
    return url, root, twin


def shows(watched: Watched, root: str, twin: str) -> None:
    expect(watched.page.get_by_role("heading", name=root).first).to_be_visible()
    watched.page.wait_for_function("() => document.querySelector('canvas')")
    watched.page.get_by_role("tab", name="Bảng").click()
    expect(watched.page.get_by_role("row").filter(has_text=twin).filter(has_text="nghi vấn").first).to_be_visible()


def test_from_a_file(watched: Watched, case: tuple[str, str, str], tmp_path: Path) -> None:
    url, root, twin = case
    with opened(url, create=False) as service:
        page = service.view(root, "down", None, None, "vi")
    file = tmp_path / "lineage.html"
    file.write_text(page, encoding="utf-8")
    watched.page.goto(file.as_uri())
    shows(watched, root, twin)
    assert {address for address in watched.requests if not address.startswith(("data:", "blob:"))} == {file.as_uri()}


def test_from_the_api(watched: Watched, case: tuple[str, str, str]) -> None:
    url, root, twin = case
    with serving(url) as address:
        page = f"{address}/v1/view/{root}"
        watched.page.goto(page)
        shows(watched, root, twin)
        asked = {one for one in watched.requests if not one.startswith(("data:", "blob:"))}
    assert asked - {f"{address}/favicon.ico"} == {page}
