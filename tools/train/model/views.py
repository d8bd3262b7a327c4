"""How a step sees its pictures: whole, at half the side, or as two crops each, of half the side.

Pictures at half the side cost a quarter, and words and poses are learnt from them; two crops cost half as much as the whole and
show heads and hands at the size they have (Wang et al. 2023, "Patch Diffusion", trains on patches for the same reason).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F

View = Literal["whole", "half", "crops"]
NEAR = 0.15
"""How far a crop's middle may be from a head, in units of the picture's side."""


@dataclass(frozen=True)
class Seen:
    """Latents [n, c, h, w], token ids [n, 64], hints [n, 3, 8h, 8w] in 0..1, and discs of heads [n, MOST, 3]."""

    latents: torch.Tensor
    ids: torch.Tensor
    hints: torch.Tensor
    heads: torch.Tensor


def halved(pictures: torch.Tensor) -> torch.Tensor:
    """The same pictures [n, c, h, w] at half the side."""
    return F.avg_pool2d(pictures, 2)


def crops(seen: Seen, dice: torch.Generator) -> Seen:
    """Two crops of each picture: one near a head, if there is one, and one from anywhere."""
    count, side = len(seen.latents), seen.latents.shape[-1]
    there = seen.heads[..., 2] > 0
    chosen = torch.multinomial(there.float() + 1e-6, 1, generator=dice).squeeze(1)
    rows = torch.arange(count, device=there.device)
    jitter = (torch.rand(count, 2, generator=dice, device=there.device) * 2 - 1) * NEAR
    anywhere = torch.rand(2, count, 2, generator=dice, device=there.device)
    near = torch.where(there[rows, chosen, None], seen.heads[rows, chosen, :2] + jitter - 0.25, anywhere[0] / 2)
    corners = torch.cat([near.clamp(0, 0.5), anywhere[1] / 2]).mul(side).round().long()
    twice = Seen(*(values.repeat(2, *[1] * (values.ndim - 1)) for values in vars(seen).values()))
    x, y, radius = twice.heads.unbind(2)
    moved = torch.stack([2 * x - 2 * corners[:, :1] / side, 2 * y - 2 * corners[:, 1:] / side, 2 * radius], 2)
    return Seen(_cut(twice.latents, corners, side // 2), twice.ids, _cut(twice.hints, 8 * corners, 4 * side), moved)


def _cut(values: torch.Tensor, corners: torch.Tensor, side: int) -> torch.Tensor:
    parts = [some[:, y : y + side, x : x + side] for some, (x, y) in zip(values, corners.tolist())]
    return torch.stack(parts).contiguous(memory_format=torch.channels_last)
