"""Whether pictures keep to the poses of their cases and show as many people, by the page's own keypoint detector.

PCK@0.1 is the share of points found within a tenth of the person's torso of where they were asked for (see
`detector.measure`); points of people who are not found count as missed. A picture has the right people when the detector finds
as many as were asked for, each with most of its points within NEAR torsos of those of another person of the case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from detector.decode import Found
from detector.examples import labelled_points
from detector.measure import Tally, detect, matched
from detector.network import KeypointHourglass
from evaluate.cases import Case

NEAR, MOST = 0.3, 0.5
BATCH = 20


@dataclass(frozen=True)
class PoseOfPicture:
    """What the detector makes of one picture; `pck` in 0..1."""

    pck: float
    found: int
    right_people: bool


def asked(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Points asked for [n, 18, 2] (NaN: hidden or outside) and torsos [n], in units of the picture's side."""
    return labelled_points(case["labels"]["people"]), np.array(case["torsos"])


def people_of(network: KeypointHourglass, pictures: list[np.ndarray]) -> list[list[Found]]:
    """The people that the detector finds in pictures [256, 256, 3], in units of their side; it gets them reduced by area."""
    side = network.config.input_size
    small = [cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA) for picture in pictures]
    found = [people for start in range(0, len(small), BATCH) for people in detect(network, small[start : start + BATCH])]
    return [[replace(person, points=person.points / side) for person in people] for people in found]


def right_people(found: list[Found], points: np.ndarray, torsos: np.ndarray) -> bool:
    """As many people as asked for [n, 18, 2], each with more than MOST of its points near."""
    if len(found) != len(points):
        return False
    shown = ~np.isnan(points[..., 0])
    near = [distances <= NEAR for distances, _ in matched(found, points, torsos)]
    return all(bool(close[seen].mean() > MOST) for close, seen in zip(near, shown) if seen.any())


def judge(case: Case, found: list[Found]) -> PoseOfPicture:
    """Score the people found in the picture of a case."""
    points, torsos = asked(case)
    tally = Tally()
    tally.add(found, points, torsos)
    return PoseOfPicture(float(tally.report()["pck_at_0.1"]), len(found), right_people(found, points, torsos))


def measured(cases: list[Case], found: list[list[Found]]) -> dict[str, Any]:
    """PCK over all points, people found, and how many pictures of one, two and three have the right people."""
    tally, right = Tally(), {}
    for case, people in zip(cases, found):
        points, torsos = asked(case)
        tally.add(people, points, torsos)
        right.setdefault(str(len(points)), []).append(right_people(people, points, torsos))
    counts = {count: {"right": sum(some), "of": len(some)} for count, some in sorted(right.items())}
    kept = ("pck_at_0.1", "median_distance_in_torsos", "people", "people_found", "people_too_many", "pck_per_joint")
    return {name: value for name, value in tally.report().items() if name in kept} | {"right_people": counts}
