"""Building aside and putting in place, so that a failed or killed build changes nothing.

Everything is built in a folder beside the result, on the same file system. Each file is then
renamed over the old one, the warehouse first and ``datapackage.json``, which holds the hashes of
the CSV files, last. Not done here: building.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.paths import WAREHOUSE_NAME
from analysis.warehouse.datapackage import PACKAGE_FILE, files_of

_PREFIX = ".build-"


@contextmanager
def workshop(processed: Path) -> Iterator[Path]:
    """Give a new folder in ``processed`` to build in; it is gone afterwards, whatever happens."""
    import shutil  # these bring much, and are wanted when another process reads already
    import tempfile

    processed.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(processed)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=processed))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(folder: Path, processed: Path) -> None:
    """Rename every file of ``folder`` into ``processed``; drop the CSV of tables that are gone."""
    old = set(files_of(processed))
    order = {WAREHOUSE_NAME: 0, PACKAGE_FILE: 2}
    names = sorted((path.name for path in folder.iterdir()), key=lambda n: (order.get(n, 1), n))
    secure(folder / WAREHOUSE_NAME)
    for name in names:
        os.replace(folder / name, processed / name)
    for path in old - {processed / name for name in names}:
        path.unlink(missing_ok=True)


def secure(file: Path) -> None:
    """Wait until a finished file is on the disk, so that no power cut leaves half of it in place.

    The CSV files can be made again from it, or by the next build.
    """
    with file.open("rb+") as whole:
        os.fsync(whole.fileno())


def _clear_leftovers(processed: Path) -> None:
    """Remove the folders of builds that were killed; those of running ones stay."""
    import shutil

    for folder in processed.glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if not (pid.isdigit() and _is_running(int(pid))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
