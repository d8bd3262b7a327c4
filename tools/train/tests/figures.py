"""Figures for tests: poses of the library, dressed as a test wishes, drawn alone on a transparent canvas."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import skia

from world.body import Build, proportioned, with_hand
from world.brush import Brush
from world.choose import dressed
from world.draft import Draft
from world.figure import Figure, camera, extent, framed, project
from world.library import scenes
from world.looks import random_look
from world.styles import STYLES

SIDE = 256
PLAIN = {
    "whole": None, "upper": "sweater", "lower": "trousers", "upper_pattern": None, "features": frozenset(), "subject": "person", "figure": "average",
    "prop": None, "companion": None, "scarf": None, "backpack": False, "headwear": None, "shoes": "sneakers", "hair": "short", "beard": False,
}


def figure_of(pose: str, turned: float, hands: bool = False) -> Figure:
    """A pose of the library as large as the picture, turned by degrees."""
    scene = next(scene for scene in scenes() if scene.name == pose)
    held = proportioned(scene.people[0], Build())
    if hands:
        rng = random.Random(pose)
        held = with_hand(rng, with_hand(rng, held, "left", Build()), "right", Build())
    figure = project(held, Build(), camera(scene.turned + turned, 6))
    left, top, right, bottom = extent(figure)
    scale = min(250 / (right - left), 250 / (bottom - top))
    return framed(figure, scale, complex(128 - (left + right) / 2 * scale, 128 - (top + bottom) / 2 * scale))


def draft_of(figure: Figure, style: str, wishes: dict[str, Any]) -> tuple[Draft, np.ndarray]:
    """A draft on a transparent canvas, and the canvas's pixels RGBA [256, 256, 4]."""
    pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    look = dressed(random_look(random.Random(5), 1.0), PLAIN | wishes)
    object.__setattr__(look, "build", Build())
    return Draft(Brush(canvas, STYLES[style], (1.0, 1.0, 1.0), 1.2), figure, look), pixels
