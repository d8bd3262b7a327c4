"""What the detector learns from: a picture, and where its people's points are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

LEAST_SHOWN = 4
"""So many points of a person have to be in the picture."""


@dataclass(frozen=True)
class Example:
    """A picture [side, side, 3] uint8 RGB, points [n, 18, 2] px (NaN: not to be found), centres [n, 2] px.

    Torsos [n]: px from the neck to the middle of the hips, where these are outside as well.
    """

    picture: np.ndarray
    people: np.ndarray
    centres: np.ndarray
    torsos: np.ndarray

    def with_enough(self) -> Example:
        """Without people of whom too little is in the picture."""
        kept = (~np.isnan(self.people[..., 0])).sum(1) >= LEAST_SHOWN
        return Example(self.picture, self.people[kept], self.centres[kept], self.torsos[kept])


def labelled_points(people: list[dict[str, Any]]) -> np.ndarray:
    """The keypoints of the world's labels [n, 18, 2] in units of the picture's side (NaN: hidden or outside)."""
    points = np.array([[point or [np.nan] * 2 for point in person["keypoints"]] for person in people], np.float64).reshape(-1, 18, 2)
    points[~((points >= 0) & (points < 1)).all(-1)] = np.nan
    return points
