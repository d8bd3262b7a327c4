"""How much pictures of one case differ from seed to seed, beside how much the world's own drawings of it do.

Those keep the case's pose and what its prompt names; see `world.held_out.drawn_otherwise`.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np

from evaluate.cases import Case, read_further
from evaluate.distances import descriptors, mean_distance
from world.held_out import case_plan, drawn_otherwise
from world.scene import paint


def drawn_again(index: int, count: int) -> list[np.ndarray]:
    """Other drawings of a case [256, 256, 3]."""
    plan = case_plan(index)
    dice = (random.Random(f"held-out case {index} again {number}") for number in range(count))
    return [paint(drawn_otherwise(rng, plan, index)) for rng in dice]


def measured(cases: list[Case], pictures: list[np.ndarray], folder: Path) -> dict[str, Any] | None:
    """Mean distances in Lab between the pictures of a case, over the cases with further seeds; None where no case has any.

    `folder` holds further pictures as NNN-1.png and so on.
    """
    made, drawn = [], []
    for case, picture in zip(cases, pictures):
        further = read_further(folder, case)
        if further:
            made.append(mean_distance(descriptors([picture, *further])))
            drawn.append(mean_distance(descriptors(drawn_again(int(case["name"]), 1 + len(further)))))
    if not made:
        return None
    ratio = float(np.sum(made) / np.sum(drawn))
    return {
        "cases": len(made), "mean_distance": round(float(np.mean(made)), 2),
        "mean_distance_of_drawings": round(float(np.mean(drawn)), 2), "ratio": round(ratio, 3),
    }
