"""The drawn world that the built-in model is trained on: `sample(seed, split)` draws one captioned picture.

Everything follows from the seed and the name of the split, so nothing is stored and no split shares a picture with
another. A sample is drawn in about a hundredth of a second on one core; draw in worker processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

SIDE = 256
SPLITS = ("train", "validation", "held-out")


@dataclass(frozen=True)
class Sample:
    """One picture and everything that is known about it.

    picture: RGB uint8 [256, 256, 3].
    hint: RGB uint8 [256, 256, 3], the skeletons as ControlNet draws them at 512 px, averaged down.
    caption: what a person would ask for; names some of the labels, never anything else.
    labels: plain JSON values. "style", "place", "background" (colour of a plain backdrop or None), "time", "weather",
        "moon", "count", "framing", "view", "interaction" or None, and "people": a list, nearest last, of dicts with
        "subject", "age", "build", "skin", "hair", "hair_colour", "upper", "upper_colour", "upper_pattern", "lower",
        "lower_colour", "shoes", "shoe_colour", "headwear", "headwear_colour", "glasses", "beard", "scarf" (its colour),
        "prop", "companion", "seat", "expression", "family" (of the pose), "view" ("front", "side", "back" or
        "three-quarter"), "keypoints" (18 pairs in units of the picture side, None where hidden), "trunk" (pairs
        of the neck and the middle of the hips, hidden or not) and "hands" (None or two lists, the person's left and
        right, each None or 21 pairs). What does not apply, or lies behind a person or outside of the picture, is None.
    """

    picture: np.ndarray
    hint: np.ndarray
    caption: str
    labels: dict[str, Any]


def sample(seed: int, split: str = "train") -> Sample:
    """Draw the sample of a seed (any integer) in one of SPLITS; the same arguments always give the same sample."""
    from .scene import draw_sample

    return draw_sample(seed, _known(split))


def scenery(seed: int, split: str = "train") -> np.ndarray:
    """The picture of the same sample without its people and their animals, RGB uint8 [256, 256, 3]."""
    from .scene import draw_scenery

    return draw_scenery(seed, _known(split))


def _known(split: str) -> str:
    if split not in SPLITS:
        raise ValueError(f"unknown split {split!r}; use one of {', '.join(SPLITS)}")
    return split
