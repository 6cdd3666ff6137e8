"""The documentation names what there is: every command and option, every field, every route, and no page that is not there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group

from api.app import create_app
from api.cli import app
from api.routes import MAX_TEXT
from graph import answers
from graph.answers import Answer
from graph.reading import RELATIONS

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.vi.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODELS = [value for value in vars(answers).values() if isinstance(value, type) and issubclass(value, Answer) and value is not Answer]
LINK = re.compile(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)")


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands() -> dict[str, Any]:
    """Name → command, as typer made it (its classes are private)."""
    return dict(get_group(app).commands)


def leaves() -> dict[str, Any]:
    """The same, with the commands of a group under both names: `store copy`."""
    groups = {name: dict(getattr(command, "commands", {})) for name, command in commands().items()}
    return {
        f"{name} {inner}".strip(): command for name, own in groups.items() for inner, command in (own or {"": commands()[name]}).items()
    }


@pytest.mark.parametrize("name", READMES)
def test_readmes_name_every_command_and_no_other(name: str) -> None:
    listed = set(re.findall(r"^\| `phahe ([a-z]+)", page(name), re.MULTILINE))
    assert listed == set(commands())


def test_every_command_explains_itself_and_its_options() -> None:
    for name, command in {**commands(), **leaves()}.items():
        assert command.help, name
        undocumented = [option.name for option in command.params if not getattr(option, "help", None)]
        assert not undocumented, name


def test_commands_and_options_that_the_docs_show_exist() -> None:
    known = leaves()
    for path in PAGES:
        for line in re.findall(r"(?:^|`|/)phahe ([a-z]+ [^`\n]*)", path.read_text("utf-8"), re.MULTILINE):
            name, *words = line.split("#")[0].split()
            if name not in known:
                name = f"{name} {words.pop(0)}"
            assert name in known, (path.name, line)
            options = {option for parameter in known[name].params for option in parameter.opts} | {"--help"}
            assert {word for word in words if re.fullmatch(r"--?[a-z-]+", word)} <= options, (path.name, line)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_an_answer_is_described(model: type[Answer]) -> None:
    described = set(re.findall(r"`([a-z0-9_]+)`|\"([a-z0-9_]+)\"", page("docs/output.md")))
    words = {word for pair in described for word in pair}
    assert set(model.model_fields) <= words


def test_every_route_is_described_and_no_other() -> None:
    schema: dict[str, Any] = create_app("memory:").openapi()
    there = {f"{verb.upper()} {path}" for path, verbs in schema["paths"].items() for verb in verbs}
    described = re.findall(r"^\| `((?:GET|POST) /[^`?]*)", page("docs/output.md"), re.MULTILINE)
    assert set(described) == {route.replace(":path}", "}") for route in there}


def test_the_longest_text_is_said() -> None:
    assert f"up to {MAX_TEXT:,} characters" in page("docs/output.md")


def test_every_relation_is_explained_strongest_first() -> None:
    explained = re.findall(r"^\| `([a-z_]+)` \|", page("docs/citations.md").partition("## Relations")[2], re.MULTILINE)
    assert tuple(explained) == RELATIONS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text("utf-8")):
        there = (path.parent / target) if target else path
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_dated_and_complete() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    for number, path in enumerate(pages, start=1):
        text = path.read_text("utf-8")
        assert path.name.startswith(f"{number:04}-")
        assert re.match(rf"# {number}\. .+\n\n\d{{4}}-\d\d-\d\d · \w+\n", text)
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_output_shown_in_the_readmes_is_what_the_commands_print() -> None:
    ran = subprocess.run([sys.executable, str(ROOT / "scripts" / "fill_readme.py"), "--check"], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
