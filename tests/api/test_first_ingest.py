"""Many files into a store that is not there yet: made in one go, and broken off without reading anything twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api import intake, readings
from graph.corpus import Corpus
from graph.reading import Reading
from ingest.reader import read
from tests.api.conftest import Phahe
from tests.stores import empty_neo4j

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = len(list(EXAMPLES.iterdir()))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are many."""
    monkeypatch.setattr(intake, "MANY", FILES)


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read."""
    texts: list[str] = []

    def watched(text: str) -> Reading:
        texts.append(text)
        return read(text)

    monkeypatch.setattr(readings, "read", watched)
    return texts


def interrupting(after: int) -> Callable[[str], Reading]:
    """A reader whose user loses patience."""
    left = [after]

    def reader(text: str) -> Reading:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return read(text)

    return reader


def unexpected(*_: object) -> None:
    raise AssertionError("the documents are added one after the other")


def test_the_store_is_that_of_few_files(bare: Phahe, monkeypatch: pytest.MonkeyPatch) -> None:
    few = bare("ingest", EXAMPLES, "--store", "sqlite:///few.db")
    monkeypatch.setattr(intake, "MANY", FILES)
    told = bare("ingest", EXAMPLES, "--prune")
    assert (told.exit_code, told.stderr) == (0, few.stderr)
    assert [path.name for path in Path().iterdir() if "few" not in path.name] == ["phahe.db"]
    assert bare("export").stdout == bare("export", "--store", "sqlite:///few.db").stdout
    assert f"0 new, {FILES} unchanged" in bare("ingest", EXAMPLES).stderr


def test_one_text_in_two_files_counts_as_unchanged(bare: Phahe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MANY", 2)
    for name in ("a.txt", "b.txt"):
        (tmp_path / "two").mkdir(exist_ok=True)
        (tmp_path / "two" / name).write_text("Căn cứ Nghị định số 30/2020/NĐ-CP.", "utf-8")
    assert "2 files read: 1 new, 1 unchanged, 0 replaced" in bare("ingest", tmp_path / "two").stderr


@pytest.mark.usefixtures("many")
def test_broken_off_and_begun_anew_nothing_is_read_twice(bare: Phahe, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(readings, "read", interrupting(after=5))
        told = bare("ingest", EXAMPLES)
    assert (told.exit_code, [path.name for path in Path().iterdir()]) == (130, [".phahe.db.readings"])
    assert f"{FILES} new" in bare("ingest", EXAMPLES).stderr
    assert len(texts) == FILES - 5
    assert [path.name for path in Path().iterdir()] == ["phahe.db"]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("cut", [1, 40, 66, 500])
def test_what_is_half_written_is_read_again(bare: Phahe, texts: list[str], monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(readings, "read", interrupting(after=3))
        bare("ingest", EXAMPLES)
    kept = Path(".phahe.db.readings")
    kept.write_bytes(kept.read_bytes()[:-cut])
    assert f"{FILES} new" in bare("ingest", EXAMPLES).stderr
    assert len(texts) == FILES - 2
    assert bare("check", "--deep").exit_code == 0


@pytest.mark.usefixtures("many")
def test_readings_of_another_version_are_not_taken(bare: Phahe, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(readings, "program_version", lambda: "0.0.1")
        patched.setattr(readings, "read", interrupting(after=3))
        bare("ingest", EXAMPLES)
    bare("ingest", EXAMPLES)
    assert len(texts) == FILES


@pytest.mark.usefixtures("many")
def test_a_store_that_is_there_grows_as_ever(bare: Phahe) -> None:
    bare("ingest", next(EXAMPLES.iterdir()))
    assert f"{FILES - 1} new, 1 unchanged" in bare("ingest", EXAMPLES).stderr
    assert bare("check", "--deep").exit_code == 0


@pytest.mark.neo4j
@pytest.mark.usefixtures("many")
def test_an_empty_server_is_filled_in_one_go(bare: Phahe, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    server = empty_neo4j(request.getfixturevalue("neo4j_url"))
    with monkeypatch.context() as patched:
        interrupted = interrupting(after=5)
        patched.setattr(intake, "plain_reader", lambda source: interrupted(source.text))
        assert bare("ingest", EXAMPLES, "--store", server).exit_code == 130
    assert '"sources": 0' in bare("store", "info", "--format", "json", "--store", server).stdout
    with monkeypatch.context() as patched:
        patched.setattr(Corpus, "add", unexpected)
        assert f"{FILES} new, 0 unchanged" in bare("ingest", EXAMPLES, "--store", server).stderr
    assert list(Path().iterdir()) == []
    assert f"0 new, {FILES} unchanged" in bare("ingest", EXAMPLES, "--store", server).stderr
    bare("ingest", EXAMPLES)
    assert bare("export", "--store", server).stdout == bare("export").stdout
    assert bare("check", "--deep", "--store", server).exit_code == 0
