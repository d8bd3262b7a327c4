"""The page's pose library in three dimensions (library.json, by `npm run pose-scenes`), in metres.

Places are x to the viewer's right, y up, z towards the viewer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "library.json"


@dataclass(frozen=True)
class Held:
    """How one body of a scene is held: joints [18, 3], the frames of pelvis, chest and head (columns: to its left, up,
    forward), and points of hands [21, 3] where the pose names them."""

    joints: np.ndarray
    pelvis: np.ndarray
    chest: np.ndarray
    head: np.ndarray
    hands: dict[str, np.ndarray | None]
    size: float


@dataclass(frozen=True)
class Scene3:
    """One entry of the library; `turned` and `above` are degrees of the camera, `crop` is where the picture ends."""

    name: str
    category: str
    turned: float
    above: float
    crop: str | None
    people: tuple[Held, ...]


def _held(entry: dict) -> Held:
    def metres(points: list | None) -> np.ndarray | None:
        return None if points is None else np.asarray(points, np.float64) / 1000

    hands = {side: metres(entry.get(f"{side}Hand")) for side in ("right", "left")}
    frames = (np.asarray(entry[name], np.float64) / 1000 for name in ("pelvis", "chest", "head"))
    return Held(metres(entry["joints"]), *frames, hands, entry["size"])


@cache
def scenes() -> tuple[Scene3, ...]:
    """All entries."""
    entries = json.loads(FILE.read_text())["poses"]
    return tuple(
        Scene3(e["id"], e["category"], e["turned"], e["above"], e.get("crop"), tuple(map(_held, e["figures"])))
        for e in entries
    )


@cache
def hand_shapes() -> dict[str, np.ndarray]:
    """Left hands [21, 3] with the wrist at the origin, fingers up, the palm towards the viewer."""
    shapes = json.loads(FILE.read_text())["hands"]
    return {name: np.asarray(points, np.float64) / 1000 for name, points in shapes.items()}
