"""A store as CSV files for Neo4j's offline importer (`neo4j-admin database import full`), which loads millions of edges in a minute.

The nodes are those that the Neo4j store keeps (`cypher`, `codec`); its indexes are made when the loaded database is first opened.
They are made of a SQLite store's rows; what another store holds is put into such a file first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from graph.errors import UsageError
from graph.store import Store
from graph.stores import codec, migrations
from graph.stores import sqlite_sql as sql
from graph.stores.neo4j_nodes import teach_caption
from graph.stores.sqlite_rows import connected
from graph.stores.sqlite_sql.neo4j_csv import NODES, RELATIONSHIPS

ARGUMENTS = "import.args"

_STORE = "name:ID(Store),schema:long,:LABEL"
_JUDGEMENT = "id:ID(Judgement),line,kind,withdrawn:boolean,who,when,why,:LABEL"
_MEMORY = "2G"
"""What the importer may have beside its heap. Left to itself it takes of what is free, in which the system counts no files that it keeps at
hand, as it does the CSV just written: then it links relationships again and again, with little memory for each round.
"""
_FEW = ("store", "judgements")


def write_csv(store: Store, folder: Path) -> None:
    """Write all that the store holds, as it is at one moment, into the folder, which is made, with the importer's arguments in
    `import.args`.

    Raises UsageError if there is something in the folder already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UsageError(f"{folder}: this folder is not empty; name a new one")
    with connected(store, folder) as connection:
        _write(connection, folder)


def _write(connection: Connection, folder: Path) -> None:
    _file(folder, "store", _STORE, [_line(("phahe", migrations.newest(migrations.NEO4J), "PhaHeStore"))])
    _file(folder, "judgements", _JUDGEMENT, _judgements(connection))
    connection.create_function("repr", 1, repr, deterministic=True)
    teach_caption(connection)
    for name, rows in (NODES | RELATIONSHIPS).items():
        with closing(connection.cursor()) as cursor:
            cursor.row_factory = None
            _file(folder, name, rows.header, (line for (line,) in cursor.execute(rows.lines)))
    (folder / ARGUMENTS).write_text("".join(f"{argument}\n" for argument in _arguments()), "utf-8", newline="\n")


def _file(folder: Path, name: str, header: str, lines: Iterable[bytes]) -> None:
    with (folder / f"{name}.csv").open("wb") as file:
        file.write(f"{header}\n".encode())
        file.writelines(lines)


def _arguments() -> Iterator[str]:
    yield "--multiline-fields=true"
    yield "--bad-tolerance=0"
    yield f"--max-off-heap-memory={_MEMORY}"
    yield from (f"--nodes={name}.csv" for name in (*_FEW, *NODES))
    yield from (f"--relationships={name}.csv" for name in RELATIONSHIPS)


def _judgements(connection: Connection) -> Iterator[bytes]:
    columns = [column.partition(":")[0] for column in _JUDGEMENT.split(",")[:-1]]
    for kept in connection.execute(sql.JUDGEMENTS):
        row = codec.judgement_row(codec.judgement_of(kept))
        yield _line((*(row[column] for column in columns), "Judgement"))


def _line(values: Iterable[object]) -> bytes:
    return (",".join(map(_field, values)) + "\n").encode()


def _field(value: object) -> str:
    """None is an empty field, and the empty string a quoted one."""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if value is None:
        return ""
    return repr(value).lower() if isinstance(value, bool) else repr(value)
