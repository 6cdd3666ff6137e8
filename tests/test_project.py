"""The project around the code holds together: what it declares, pins, packs and ships is what the code needs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.main import get_group

from api.cli import app

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("graph", "ingest", "api", "viz")
MAY_IMPORT = {"graph": set(), "ingest": {"graph"}, "viz": {"graph"}, "api": {"graph", "ingest", "viz"}}
"""Data flows one way (docs/architecture.md)."""
LONGEST_MODULE = 400
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; .*)? \\$")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?$")


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def group(name: str) -> Iterator[Requirement]:
    for entry in project()["dependency-groups"][name]:
        if isinstance(entry, dict):
            yield from group(entry["include-group"])
        else:
            yield Requirement(entry)


def runtime() -> list[Requirement]:
    return [Requirement(line) for line in project()["project"]["dependencies"]]


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Top-level names of all that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


# --- code


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_one_way(package: str) -> None:
    for path in modules(package):
        foreign = set(imported(path)) & {*PACKAGES, "tests", "bench"} - {package}
        assert foreign <= MAY_IMPORT[package], path


def test_modules_can_be_read_in_one_sitting() -> None:
    everywhere = [path for package in (*PACKAGES, "tests", "bench") for path in modules(package)]
    long = {
        str(path.relative_to(ROOT)): lines for path in everywhere if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_declared_dependencies_are_those_imported() -> None:
    distributions = packages_distributions()
    used = {name for package in PACKAGES for path in modules(package) for name in imported(path)}
    used -= {*sys.stdlib_module_names, *PACKAGES}
    needed = {canonicalize_name(distributions[name][0]) for name in used}
    assert needed == {canonicalize_name(requirement.name) for requirement in runtime()}


# --- locks


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_names_versions_and_hashes_and_no_host(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []
    assert "://" not in (ROOT / lock).read_text("utf-8")
    pinned = [number for number, line in enumerate(lines) if PIN.match(line)]
    assert all(HASH.match(lines[number + 1]) for number in pinned)


def test_locks_pin_what_the_project_asks_for() -> None:
    for lock, wanted in zip(LOCKS, ([*runtime(), *group("build")], [*runtime(), *group("dev")]), strict=True):
        pinned = pins(lock)
        unmet = [str(r) for r in wanted if not r.specifier.contains(pinned.get(canonicalize_name(r.name), "0"))]
        assert not unmet, lock


def test_tests_run_on_the_versions_that_users_get() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


# --- the wheel


def test_wheel_holds_every_file_of_the_packages_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("pha_he-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("/LICENSE")]
        archive.extractall(tmp_path / "site")
    ours = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    assert packed == {name for name in ours if "__pycache__" not in name}
    assert licences
    told = "import graph, api.cli; print(graph.__file__, api.cli.__file__)"
    command = [sys.executable, "-P", "-c", told]
    ran = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")}, check=True, capture_output=True, text=True)
    assert all(Path(place).is_relative_to(tmp_path / "site") for place in ran.stdout.split())


def test_version_and_licence_agree() -> None:
    about = project()["project"]
    assert (about["name"], about["license"], about["scripts"]) == ("pha-he", "MIT", {"phahe": "api.cli:main"})
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert f"[{about['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


# --- containers


@cache
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return loaded


def test_compose_publishes_on_loopback_only() -> None:
    published = [port for service in compose()["services"].values() for port in service.get("ports", [])]
    assert published
    assert all(str(port).startswith("127.0.0.1:") for port in published)


def test_compose_waits_for_a_healthy_neo4j() -> None:
    services = compose()["services"]
    assert set(services) == {"neo4j", "api"}
    assert services["neo4j"]["image"].startswith("neo4j:5.26")
    assert services["neo4j"]["healthcheck"]["test"]
    assert services["api"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert set(compose()["volumes"]) == {volume.split(":")[0] for volume in services["neo4j"]["volumes"]}


def test_no_password_is_in_a_file() -> None:
    for service in compose()["services"].values():
        secrets = [value for name, value in service["environment"].items() if "PASSWORD" in name or "AUTH" in name]
        assert secrets
        assert all("${NEO4J_PASSWORD:?" in value for value in secrets)
    assert "\nNEO4J_PASSWORD=\n" in (ROOT / ".env.example").read_text("utf-8")
    ignored = subprocess.run(["git", "check-ignore", "--quiet", ".env"], cwd=ROOT, check=False)
    assert ignored.returncode == 0


def test_image_runs_without_root_from_the_lock_and_tells_its_health() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    last_stage = dockerfile[dockerfile.rindex("FROM ") :]
    assert re.search(r"^USER phahe$", last_stage, re.MULTILINE)
    assert "http://127.0.0.1:8000/v1/health" in last_stage
    assert "--require-hashes -r requirements.lock" in dockerfile
    sent = set((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    copied = {word.rstrip("/") for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE) for word in line.split()}
    assert {*PACKAGES, "pyproject.toml", "requirements.lock"} <= copied
    assert {f"!{name}" for name in copied} <= sent


def environment() -> dict[str, str]:
    """What `.env` holds once it is copied from its example and filled in, with what the example only mentions."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(re.findall(r"^#?([A-Z0-9_]+)=(.*)$", "\n".join(lines), re.MULTILINE)) | {"NEO4J_PASSWORD": "chosen-secret"}


def resolved(text: str, given: dict[str, str]) -> str:
    """The text with `${NAME:-default}` and `${NAME:?reason}` replaced as Compose does."""

    def value(match: re.Match[str]) -> str:
        if match["op"] == ":?":
            assert given.get(match["name"]), match["rest"]
        return given.get(match["name"]) or match["rest"]

    return re.sub(r"\$\{(?P<name>\w+)(?P<op>:[-?])(?P<rest>[^}]*)\}", value, text)


def test_compose_needs_nothing_but_the_password() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert set(re.findall(r"\$\{(\w+)", text)) == set(environment())
    services = yaml.safe_load(resolved(text, {"NEO4J_PASSWORD": "chosen-secret"}))["services"]
    assert "${" not in str(services)
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/chosen-secret"
    assert (services["api"]["environment"]["NEO4J_USERNAME"], services["api"]["environment"]["NEO4J_PASSWORD"]) == (
        "neo4j",
        "chosen-secret",
    )
    with pytest.raises(AssertionError, match="set NEO4J_PASSWORD in"):
        resolved(text, {})


def test_compose_bounds_the_memory_of_neo4j_and_connects_to_it() -> None:
    services = yaml.safe_load(resolved((ROOT / "docker-compose.yml").read_text("utf-8"), {**environment(), "NEO4J_HEAP": "3G"}))["services"]
    given = services["neo4j"]["environment"]
    assert given["NEO4J_server_memory_heap_initial__size"] == given["NEO4J_server_memory_heap_max__size"] == "3G"
    assert re.fullmatch(r"\d+G", given["NEO4J_server_memory_pagecache_size"])
    address = services["api"]["environment"]["PHAHE_STORE"]
    port = next(published.rpartition(":")[2] for published in services["neo4j"]["ports"])
    assert address == f"bolt://neo4j:{port}"
    assert services["neo4j"]["image"].partition(":")[2] not in ("", "latest")
    assert all(service["restart"] for service in services.values())


def test_image_is_made_of_what_is_there_and_runs_a_command_that_is_there() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    for base in re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE):
        assert re.search(r":\d", base), f"{base} is not pinned"
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    words = {name: json.loads(value) for name, value in re.findall(r"^(ENTRYPOINT|CMD) (\[.*\])$", dockerfile, re.MULTILINE)}
    assert words["ENTRYPOINT"] == ["phahe"]
    command, *options = words["CMD"]
    given = get_group(app).commands[command].make_context(command, options).params
    assert (given["host"], given["port"]) == ("0.0.0.0", 8000)  # noqa: S104  # within the container
    store = re.search(r"PHAHE_STORE=(\S+)", dockerfile)
    assert store is not None
    assert store[1].startswith("sqlite:////data/")
    assert "VOLUME /data" in dockerfile
    user = re.search(r"useradd .*--uid (\d+)", dockerfile)
    assert user is not None
    assert int(user[1]) > 0


# --- what people and machines run


@pytest.mark.parametrize("name", ["scripts/find-python", "scripts/chromium", "scripts/check-wheel", ".ci/run"])
def test_scripts_are_executable_and_parse(name: str) -> None:
    path = ROOT / name
    assert path.stat().st_mode & 0o111
    shell = path.read_text("utf-8").split("\n", 1)[0].split("/")[-1].split()[-1]
    subprocess.run([shell, "-n", str(path)], check=True)


def test_commit_hooks_need_nothing_from_elsewhere() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/") for repo in hooks["repos"] for hook in repo["hooks"])
