"""A folder that appears whole or not at all: written aside, then renamed into place."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def published(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; on leaving without an error it becomes `target`.

    Until then, and after an error, the former `target` stands as it was. A run that was killed
    between its two renames is repaired by the next, which puts the former folder back first.

    Args:
        target: The folder to publish.

    Yields:
        The folder to write into.

    Raises:
        BlockingIOError: If another process is publishing the same folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside, former = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    with _locked(target.with_name(f".{target.name}.lock")):
        _put_back(former, target)
        for leftover in (aside, former):
            shutil.rmtree(leftover, ignore_errors=True)
        aside.mkdir()
        try:
            yield aside
            if target.exists():
                target.rename(former)
            aside.rename(target)
        finally:
            _put_back(former, target)
            for leftover in (aside, former):
                shutil.rmtree(leftover, ignore_errors=True)


def _put_back(former: Path, target: Path) -> None:
    if former.exists() and not target.exists():
        former.rename(target)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock file; the system lets go of it when the process ends, however it ends."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
