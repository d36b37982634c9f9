"""Other people's readers of Delta tables: delta-rs and DuckDB's delta extension.

The packages are those that `tools/install.sh tests` puts into the build folder; a test that imports
this starts again under their Python (DELTA_PYTHON), and is skipped (exit 77) without them.
"""
import glob
import os
import pathlib
import sys

PYTHON = os.environ.get("DELTA_PYTHON", "")
try:
    import deltalake
    import duckdb
    from arro3.core import Table as ArrowTable
    from deltalake import DeltaTable, QueryBuilder, write_deltalake
    from deltalake.exceptions import CommitFailedError
    import duckdb_extension_delta
except ImportError:
    if os.path.exists(PYTHON) and not os.environ.get("DELTA_TRIED"):
        os.execve(PYTHON, [PYTHON, *sys.argv], {**os.environ, "DELTA_TRIED": "1"})
    print("skipped: deltalake, duckdb and duckdb-extension-delta are not installed "
          "(tools/install.sh tests)")
    sys.exit(77)

EXTENSION = glob.glob(str(pathlib.Path(duckdb_extension_delta.__file__).parent /
                          "**/delta.duckdb_extension"), recursive=True)[0]


class Others:
    """A table by each of them, each row as the engine's texts, sorted."""

    def __init__(self, root):
        self.root = root
        self.engine = duckdb.connect()
        self.engine.execute("SET TimeZone = 'UTC'")
        self.engine.execute(f"LOAD '{EXTENSION}'")

    def texts(self, relation):
        return [list(row) for row in self.engine.execute(
            f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {relation} ORDER BY ALL").fetchall()]

    def extension(self, version=None):
        at = "" if version is None else f", version = {version}"
        return self.texts(f"delta_scan('{self.root}'{at})")

    def delta_rs(self, version=None):
        table = DeltaTable(self.root, version=version)
        found = QueryBuilder().register("t", table).execute("SELECT * FROM t")
        self.engine.register("found", ArrowTable.from_arrow(found))
        return self.texts("found")
