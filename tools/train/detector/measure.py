"""Detected people beside drawn ones.

PCK@0.1: the share of a person's visible points that are found within a tenth of the person's torso, which is the distance
from the neck to the middle of the hips, in the drawing without cuts. Points of people who are not found count as missed.
"""

from __future__ import annotations

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

from detector.augment import as_input
from detector.decode import SURE, Found, decode
from detector.network import KeypointHourglass

TOLERANCE = 0.1
NAMES = (
    *("nose", "neck", "right shoulder", "right elbow", "right wrist", "left shoulder", "left elbow", "left wrist"),
    *("right hip", "right knee", "right ankle", "left hip", "left knee", "left ankle"),
    *("right eye", "left eye", "right ear", "left ear"),
)


@torch.no_grad()
def detect(network: KeypointHourglass, pictures: list[np.ndarray]) -> list[list[Found]]:
    """People of each picture."""
    maps = [output.numpy() for output in network(as_input(pictures))]
    return [decode(*(output[i] for output in maps)) for i in range(len(pictures))]


def matched(found: list[Found], people: np.ndarray, torsos: np.ndarray) -> list[tuple[np.ndarray, Found | None]]:
    """Each drawn person with the found one whose points are nearest; distances [18] in torsos, infinite where missing."""
    distances = np.full((len(people), len(found), 18), np.inf)
    for i, (points, torso) in enumerate(zip(people, torsos)):
        for j, person in enumerate(found):
            sure = person.confidences >= SURE
            apart = np.linalg.norm(person.points - points, axis=-1) / torso
            distances[i, j] = np.where(sure & ~np.isnan(apart), apart, np.inf)
    if not found:
        return [(np.full(18, np.inf), None) for _ in people]
    rows, columns = linear_sum_assignment(np.minimum(distances, 1).sum(-1))
    pairs = dict(zip(rows, columns))
    return [
        (distances[i, pairs[i]], found[pairs[i]]) if i in pairs else (np.full(18, np.inf), None)
        for i in range(len(people))
    ]


class Tally:
    """Points found of points shown, people found of people shown, and people found where there are none."""

    def __init__(self) -> None:
        self.shown, self.close = np.zeros(18), np.zeros(18)
        self.people = self.people_found = self.extra = self.empty = self.empty_with_people = 0
        self.apart: list[float] = []

    def add(self, found: list[Found], people: np.ndarray, torsos: np.ndarray) -> None:
        """Count one picture."""
        visible = ~np.isnan(people[..., 0])
        for (distances, person), shown in zip(matched(found, people, torsos), visible):
            self.shown += shown
            self.close += shown & (distances <= TOLERANCE)
            self.people += 1
            self.people_found += person is not None and bool(np.isfinite(distances[shown]).any())
            self.apart += distances[shown & np.isfinite(distances)].tolist()
        self.extra += max(0, len(found) - len(people))
        self.empty += len(people) == 0
        self.empty_with_people += len(people) == 0 and len(found) > 0

    def report(self) -> dict[str, object]:
        """The figures, rounded."""
        share = self.close / np.maximum(self.shown, 1)
        return {
            "pck_at_0.1": round(float(self.close.sum() / max(1, self.shown.sum())), 4),
            "median_distance_in_torsos": round(float(np.median(self.apart)), 4) if self.apart else None,
            "people": self.people,
            "people_found": self.people_found,
            "people_too_many": self.extra,
            "empty_pictures": self.empty,
            "empty_pictures_with_people_found": self.empty_with_people,
            "pck_per_joint": {name: round(float(value), 3) for name, value in zip(NAMES, share)},
        }
