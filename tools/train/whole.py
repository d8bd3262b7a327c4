"""Files and folders that take their places only when all of them is written: a crash leaves the former ones whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch


def save_whole(state: dict[str, object], path: Path) -> None:
    """Write a checkpoint."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """An empty folder to fill; it takes the place of `target` at the end, unless filling it fails."""
    fresh, former = (target.with_name(f".{target.name}.{part}") for part in ("fresh", "former"))
    if former.exists() and not target.exists():  # a crash came between the two renames below
        os.rename(former, target)
    for leftover in (fresh, former):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    if target.exists():
        os.rename(target, former)
    os.rename(fresh, target)
    shutil.rmtree(former, ignore_errors=True)
