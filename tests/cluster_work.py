"""What the workers of the cluster test do; they import it by name."""

import os
import signal
from pathlib import Path

MARK = "died-once"


def length(data: bytes, name: str) -> int:
    """The number of bytes."""
    return len(data)


def dies_once(data: bytes, name: str, folder: str = "") -> int:
    """As ``length``, but the first worker that meets ``fatal`` is killed as by a power cut."""
    mark = Path(folder) / MARK
    if name == "fatal" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return len(data)


def always_dies(data: bytes, name: str) -> int:
    """As ``length``, but ``fatal`` costs every worker that meets it."""
    if name == "fatal":
        os.kill(os.getpid(), signal.SIGKILL)
    return len(data)
