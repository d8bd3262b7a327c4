"""Where heads are: a hundredth of a picture, and what people look at first.

A step's loss counts their places more (Ju et al. 2023, "HumanSD: a native skeleton-guided diffusion model", weighs the places of
bodies), and crops are taken about them.
"""

from __future__ import annotations

from typing import Any

import torch

from world.points import L_EAR, L_EYE, NOSE, R_EAR, R_EYE

MOST = 3
MARGIN = 4 / 256
"""What is added to the points' farthest distance from their middle."""
EXTRA_WEIGHT = 3.0


def head_of(keypoints: list[list[float] | None]) -> list[float]:
    """The disc about a person's face points, as x, y and radius in units of the picture's side; zeros where none is shown."""
    shown = [complex(*keypoints[index]) for index in (NOSE, R_EYE, L_EYE, R_EAR, L_EAR) if keypoints[index]]
    if not shown:
        return [0.0, 0.0, 0.0]
    middle = sum(shown) / len(shown)
    return [middle.real, middle.imag, max(abs(point - middle) for point in shown) + MARGIN]


def heads_of(labels: dict[str, Any]) -> torch.Tensor:
    """The discs of up to MOST people, nearest first, [MOST, 3]; the rest is zero."""
    discs = [head_of(person["keypoints"]) for person in labels["people"][::-1]]
    return torch.tensor((discs + [[0.0] * 3] * MOST)[:MOST])


def place_weights(heads: torch.Tensor, side: int) -> torch.Tensor:
    """Discs [n, MOST, 3] -> how much each latent's error counts, [n, 1, side, side]."""
    centres = (torch.arange(side, device=heads.device) + 0.5) / side
    x, y, radius = heads[..., None, None].unbind(2)
    inside = (centres - x).square() + (centres[:, None] - y).square() < (radius + 0.5 / side).square()
    return 1 + EXTRA_WEIGHT * (inside & (radius > 0)).any(1, keepdim=True)
