"""The process that runs the cells of a .qmd: this very Python, with a kernel of Jupyter's in it.

It is started here, before anything of Jupyter's is imported on this side: both take long enough to
do it beside each other. It listens on sockets in a folder of its own: no kernelspec, no open port.

Not done here: talking to it (``client.py``).
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Kernel", "kernel_in"]

# A kernel lives for one report: to look for what is no longer used takes time and frees nothing;
# nobody debugs it, and its cells belong into no one's history.
_LAUNCH = (
    "import gc, runpy, sys; gc.disable(); sys.modules['debugpy'] = None; "
    "runpy.run_module('ipykernel_launcher', run_name='__main__')"
)
_OPTIONS = ("--HistoryManager.enabled=False",)
_CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel that was started; ``connection`` is the file that says how to talk to it."""

    process: subprocess.Popen[bytes]
    connection: Path

    @property
    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self.process.poll() is None


@contextmanager
def kernel_in(folder: Path, env: Mapping[str, str]) -> Iterator[Kernel]:
    """A kernel that is starting, with ``env`` added to its environment; it ends with the context.

    Its working directory is ``folder``.
    """
    # The kernel ends by itself where its parent is gone.
    own = {"PYTHONHASHSEED": "0", "JPY_PARENT_PID": str(os.getpid())}
    with tempfile.TemporaryDirectory(prefix="kernel-") as sockets:
        connection = _connection(Path(sockets))
        process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, "-f", str(connection), *_OPTIONS],
            cwd=folder,
            env={**os.environ, **own, **env},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield Kernel(process, connection)
        finally:
            process.kill()
            process.wait()


def _connection(sockets: Path) -> Path:
    path = sockets / "connection.json"
    ports = {f"{channel}_port": number for number, channel in enumerate(_CHANNELS, start=1)}
    how = {"transport": "ipc", "ip": str(sockets / "k"), **ports}
    key = {"key": secrets.token_hex(), "signature_scheme": "hmac-sha256"}
    path.write_text(json.dumps({**how, **key}), encoding="utf-8")
    return path
