"""The held-out cases and pictures of them, as the measures take them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from world.judge import read_picture

Case = dict[str, Any]
"""An entry of cases.json; see `world.held_out.case_of`."""


def read_cases(folder: Path) -> list[Case]:
    """All cases of a folder that `world.held_out` wrote."""
    return json.loads((folder / "cases.json").read_text())


def read_pictures(folder: Path, cases: list[Case]) -> list[np.ndarray]:
    """The picture of each case, RGB uint8 [256, 256, 3]."""
    return [read_picture(folder / f"{case['name']}.png") for case in cases]


def read_hints(folder: Path, cases: list[Case]) -> list[np.ndarray]:
    """The control hint of each case as `world.held_out` wrote it beside its drawing, RGB uint8 [256, 256, 3]."""
    return [read_picture(folder / "drawings" / f"{case['name']}-hint.png") for case in cases]


def read_further(folder: Path, case: Case) -> list[np.ndarray]:
    """The pictures of a case from further seeds, folder/NNN-1.png and so on; none where only one was made."""
    paths = sorted(folder.glob(f"{case['name']}-[0-9]*.png"), key=lambda path: int(path.stem.split("-")[1]))
    return [read_picture(path) for path in paths]
