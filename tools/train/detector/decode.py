"""From the network's maps to people, as the page does it (core/detect/keypoint-maps.ts).

Peaks of the heat are points; around a peak, cells vote in proportion to their heat for the exact place and for the
person's centre. A point goes to the person whose centre its vote meets best, one of each kind to each person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .network import KEYPOINTS, STRIDE, VECTOR_UNIT

LEAST_HEAT = 0.1
LEAST_CENTRE = 0.5
CENTRES_APART = 2.0
REACH = 2.0
REACH_SHARE = 0.4
LEAST_POINTS = 4
"""A person has at least so many points of `SURE` or more."""
SURE = 0.3


@dataclass
class Found:
    """Points [18, 2] in px of the network's input (NaN: not found), their confidences [18], the person's own."""

    points: np.ndarray
    confidences: np.ndarray
    score: float


@dataclass(frozen=True)
class _Candidate:
    place: np.ndarray
    vote: np.ndarray
    score: float


def _peaks(heat: np.ndarray, least: float) -> list[tuple[int, int]]:
    """Cells that no neighbour exceeds; of equal neighbours the first counts."""
    framed = np.pad(heat, 1, constant_values=-1)
    height, width = heat.shape
    peak = heat >= least
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            if (dy, dx) == (0, 0):
                continue
            beside = framed[1 + dy : 1 + dy + height, 1 + dx : 1 + dx + width]
            peak &= heat > beside if (dy, dx) < (0, 0) else heat >= beside
    return [(int(y), int(x)) for y, x in np.argwhere(peak)]


def _around(y: int, x: int, shape: tuple[int, int]) -> tuple[slice, slice]:
    return slice(max(0, y - 1), min(shape[0], y + 2)), slice(max(0, x - 1), min(shape[1], x + 2))


def _weighted(weights: np.ndarray, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    total = weights.sum()
    return np.array([(weights * xs).sum() / total, (weights * ys).sum() / total])


def _centres(heat: np.ndarray) -> list[_Candidate]:
    ys, xs = np.mgrid[: heat.shape[0], : heat.shape[1]]
    kept: list[_Candidate] = []
    for y, x in sorted(_peaks(heat, LEAST_CENTRE), key=lambda cell: -heat[cell]):
        box = _around(y, x, heat.shape)
        place = _weighted(heat[box], xs[box], ys[box])
        if all(np.hypot(*(place - other.place)) >= CENTRES_APART for other in kept):
            kept.append(_Candidate(place, place, float(heat[y, x])))
    return kept


def _candidates(heat: np.ndarray, offset: np.ndarray, vector: np.ndarray) -> list[_Candidate]:
    ys, xs = np.mgrid[: heat.shape[0], : heat.shape[1]]
    found = []
    for y, x in _peaks(heat, LEAST_HEAT):
        box = _around(y, x, heat.shape)
        place = _weighted(heat[box], xs[box] + offset[0][box], ys[box] + offset[1][box])
        vote = _weighted(heat[box], xs[box] + VECTOR_UNIT * vector[0][box], ys[box] + VECTOR_UNIT * vector[1][box])
        found.append(_Candidate(place, vote, float(heat[y, x])))
    return found


def _pairs(candidates: list[_Candidate], centres: list[_Candidate]) -> list[tuple[int, int]]:
    """Candidate and person, the best pairs first, each in one pair at most."""
    costs = []
    for i, candidate in enumerate(candidates):
        reach = REACH + REACH_SHARE * np.hypot(*(candidate.vote - candidate.place))
        for j, centre in enumerate(centres):
            distance = np.hypot(*(candidate.vote - centre.place))
            if distance < reach:
                costs.append((distance / reach + 1 - candidate.score, i, j))
    taken, chosen = set(), []
    for _, i, j in sorted(costs):
        if ("candidate", i) not in taken and ("person", j) not in taken:
            taken |= {("candidate", i), ("person", j)}
            chosen.append((i, j))
    return chosen


def decode(heat_logits: np.ndarray, offset: np.ndarray, vector: np.ndarray) -> list[Found]:
    """Maps of one picture, as `KeypointHourglass` gives them, to people, the surest first."""
    heat = 1 / (1 + np.exp(-heat_logits.astype(np.float64)))
    centres = _centres(heat[KEYPOINTS])
    people = [Found(np.full((KEYPOINTS, 2), np.nan), np.zeros(KEYPOINTS), centre.score) for centre in centres]
    for kind in range(KEYPOINTS):
        candidates = _candidates(heat[kind], offset[2 * kind : 2 * kind + 2], vector)
        for i, j in _pairs(candidates, centres):
            people[j].points[kind] = (candidates[i].place + 0.5) * STRIDE
            people[j].confidences[kind] = candidates[i].score
    return [person for person in people if (person.confidences >= SURE).sum() >= LEAST_POINTS]
