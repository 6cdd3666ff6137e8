"""Where `-o` leads: to a file that is whole or not there at all, and to what is no file as it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from api.files import write_out
from tests.api.conftest import Phahe

PIECES = ["Tỉnh ủy ", "Kon Tum\n"]


def written(descriptor: int, path: str) -> str:
    """What is written to a path and read again through a descriptor."""
    writer = Thread(target=write_out, args=(path, PIECES))
    writer.start()
    whole = b""
    while not whole.endswith(b"\n"):
        whole += os.read(descriptor, 1000)
    writer.join()
    return whole.decode()


@pytest.fixture
def device() -> Iterator[tuple[int, str]]:
    """A terminal of its own: a device that does no harm to lose, and its other end."""
    end, terminal = os.openpty()
    yield end, os.ttyname(terminal)
    os.close(terminal)
    os.close(end)


def test_a_device_is_written_to_and_stays(device: tuple[int, str], tmp_path: Path) -> None:
    end, terminal = device
    before = Path(terminal).stat()
    assert written(end, terminal).split() == "".join(PIECES).split()
    (tmp_path / "link").symlink_to(terminal)
    assert written(end, str(tmp_path / "link")).split() == "".join(PIECES).split()
    after = Path(terminal).stat()
    assert (stat.S_ISCHR(after.st_mode), after.st_rdev, after.st_ino) == (True, before.st_rdev, before.st_ino)
    assert (tmp_path / "link").is_symlink()


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    named = tmp_path / "pipe"
    os.mkfifo(named)
    end = os.open(named, os.O_RDWR)
    assert written(end, str(named)) == "".join(PIECES)
    os.close(end)
    assert stat.S_ISFIFO(named.stat().st_mode)
    out, into = os.pipe()
    assert written(out, f"/dev/fd/{into}") == "".join(PIECES)  # as `-o >(…)` and `-o /dev/stdout` in a pipeline give it
    os.close(into)
    os.close(out)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write_out(str(link), PIECES)
    assert (target.read_text("utf-8"), link.is_symlink()) == ("".join(PIECES), True)

    def breaks() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_out(str(link), breaks())
    assert target.read_text("utf-8") == "".join(PIECES)
    assert {path.name for path in tmp_path.iterdir()} == {"target", "link"}


@pytest.mark.parametrize("command", [("ingest", "letter.txt"), ("stats",), ("store", "copy", "--from", "memory:", "--to")])
def test_no_store_is_made_of_a_device(bare: Phahe, device: tuple[int, str], command: tuple[str, ...]) -> None:
    Path("letter.txt").write_text("Căn cứ Nghị quyết số 02-NQ/TW;\n", "utf-8")
    _, terminal = device
    there = set(Path(terminal).parent.iterdir())
    told = bare(*command, *([] if command[-1] == "--to" else ["--store"]), f"sqlite:///{terminal}")
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1), told.stderr
    assert f"{terminal}: this is a device or a pipe, not a store; name a file" in told.stderr
    assert set(Path(terminal).parent.iterdir()) == there


def test_a_backup_is_a_new_file(phahe: Phahe, device: tuple[int, str]) -> None:
    _, terminal = device
    told = phahe("store", "backup", terminal)
    assert told.exit_code == 1
    assert f"{terminal}: there is such a file already; name another one" in told.stderr
