"""What the network should answer for known people, and how wrong an answer is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from .network import KEYPOINTS, STRIDE, VECTOR_UNIT

SIGMA = 1.1
"""Deviation of a heat blob, in cells."""
NEAR = 1.6
"""Cells around a point in which its offset is learnt, and the vector to the person."""
NECK, R_HIP, L_HIP = 1, 8, 11
FAR = 1e4


@dataclass(frozen=True)
class Targets:
    """Float32 maps of a batch; the masks are 1 where the values mean something."""

    heat: torch.Tensor
    offset: torch.Tensor
    offset_mask: torch.Tensor
    vector: torch.Tensor
    vector_mask: torch.Tensor


def person_centre(points: np.ndarray) -> np.ndarray:
    """The middle of the torso, between the neck and the middle of the hips; [18, 2] with nothing missing -> [2]."""
    return 0.5 * points[NECK] + 0.25 * (points[R_HIP] + points[L_HIP])


def stacked_people(people: list[np.ndarray], centres: list[np.ndarray]) -> torch.Tensor:
    """Points [n, 18, 2] and centres [n, 2] of each picture, in px, as [pictures, most people, 19, 2]; absent: far away."""
    most = max(1, *(len(rows) for rows in people))
    stacked = np.full((len(people), most, KEYPOINTS + 1, 2), FAR, np.float32)
    for row, points, middles in zip(stacked, people, centres):
        row[: len(points), :KEYPOINTS] = np.nan_to_num(points, nan=FAR)
        row[: len(points), KEYPOINTS] = middles
    return torch.from_numpy(stacked)


def make_targets(points: torch.Tensor, side: int) -> Targets:
    """Maps for pictures of the given side, from the points of `stacked_people`."""
    cells = side // STRIDE
    middle = torch.arange(cells, dtype=torch.float32)
    places = points / STRIDE - 0.5
    across = places[..., 0, None] - middle
    down = places[..., 1, None] - middle
    squared = across.square()[..., None, :] + down.square()[..., None]
    nearest, whose = squared.min(1)
    heat = torch.where(nearest < 40, torch.exp(-nearest / (2 * SIGMA**2)), 0.0)
    near = nearest < NEAR**2
    offset = _steps(places[:, :, :KEYPOINTS], whose[:, :KEYPOINTS], middle)
    person = whose.gather(1, nearest.argmin(1, keepdim=True))
    vector = _steps(places[:, :, KEYPOINTS:], person, middle)[:, 0] / VECTOR_UNIT
    return Targets(
        heat=heat,
        offset=offset.flatten(1, 2),
        offset_mask=near[:, :KEYPOINTS].float().repeat_interleave(2, 1),
        vector=vector,
        vector_mask=near.any(1, keepdim=True).float(),
    )


def _steps(places: torch.Tensor, whose: torch.Tensor, middle: torch.Tensor) -> torch.Tensor:
    """From each cell to the place [n, people, k, 2] of the person `whose` [n, k, h, w] names: [n, k, 2, h, w]."""
    grid = whose.shape[-2:]
    x, y = (places[..., axis, None, None].expand(-1, -1, -1, *grid) for axis in (0, 1))
    chosen = [part.gather(1, whose[:, None])[:, 0] for part in (x, y)]
    return torch.stack([chosen[0] - middle, chosen[1] - middle[:, None]], 2)


def _mean_error(answer: torch.Tensor, wanted: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean distance per number where the mask, which may have fewer channels, is 1."""
    mask = mask.expand_as(wanted)
    return torch.where(mask > 0, (answer - wanted).abs(), 0.0).sum() / mask.sum().clamp(min=1)


def losses(answer: tuple[torch.Tensor, torch.Tensor, torch.Tensor], targets: Targets) -> dict[str, torch.Tensor]:
    """Heat: cross entropy in which a blob weighs more than the empty rest; offsets and vectors: mean error where known."""
    heat, offset, vector = answer
    weight = 1 + 12 * targets.heat
    least = F.binary_cross_entropy(targets.heat, targets.heat, weight)
    entropy = F.binary_cross_entropy_with_logits(heat, targets.heat, weight) - least
    return {
        "heat": 20 * entropy,
        "offset": _mean_error(offset, targets.offset, targets.offset_mask),
        "vector": _mean_error(vector, targets.vector, targets.vector_mask),
    }
