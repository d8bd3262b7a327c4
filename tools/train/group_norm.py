"""Group normalisation whose backward pass is fast on a processor when values lie channels last.

All that has to be known of the picture's size are sums over places, channel by channel; groups are then formed of these few
numbers. Wu and He 2018 have the definition; the gradient is that of layer normalisation, group by group.
"""

from __future__ import annotations

import torch
from torch import nn


def _grouped(sums: torch.Tensor, groups: int) -> torch.Tensor:
    """Sums of channels [n, c] to sums of their groups, given to each channel of the group, [n, c]."""
    n, channels = sums.shape
    inside = sums.view(n, groups, channels // groups)
    return inside.sum(2, keepdim=True).expand_as(inside).reshape(n, channels)


class _GroupNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, values, weight, bias, groups, epsilon):  # noqa: ANN001, ANN205
        """Values [n, p, c] -> normalised, of the same type; everything small is float32."""
        n, places, channels = values.shape
        count = places * channels // groups
        mean = _grouped(values.sum(1, dtype=torch.float32), groups) / count
        squares = torch.linalg.vector_norm(values, dim=1, dtype=torch.float32).square()
        spread = (_grouped(squares, groups) / count - mean.square()).clamp(min=0).add(epsilon).rsqrt()
        scale = spread * weight
        ctx.save_for_backward(values, weight, mean, spread)
        ctx.groups, ctx.count = groups, count
        return torch.addcmul((bias - mean * scale).to(values.dtype)[:, None], values, scale.to(values.dtype)[:, None])

    @staticmethod
    def backward(ctx, gradient):  # noqa: ANN001, ANN205
        """d/dx = a dy + b x + c, with three numbers for each channel of each picture."""
        values, weight, mean, spread = ctx.saved_tensors
        given = gradient.sum(1, dtype=torch.float32)
        along = (gradient * values).sum(1, dtype=torch.float32)
        turned = (along - mean * given) * spread
        scaled = spread / ctx.count
        first = _grouped(weight * given, ctx.groups) * scaled
        second = _grouped(weight * turned, ctx.groups) * scaled * spread
        kind = values.dtype
        straight = torch.addcmul((mean * second - first).to(kind)[:, None], gradient, (spread * weight).to(kind)[:, None])
        return straight.addcmul_(values, (-second).to(kind)[:, None]), turned.sum(0), given.sum(0), None, None


class ChannelsLastGroupNorm(nn.GroupNorm):
    """The same as its base, for values [n, c, ...] that lie channels last."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Normalise each group of channels of each picture."""
        n, channels = values.shape[:2]
        flat = values.movedim(1, -1).reshape(n, -1, channels)
        made = _GroupNorm.apply(flat, self.weight.float(), self.bias.float(), self.num_groups, self.eps)
        return made.view(n, *values.shape[2:], channels).movedim(-1, 1)


def use_channels_last_norms(network: nn.Module) -> None:
    """Let every group normalisation of a network work channels last; weights and their names stay."""
    for module in network.modules():
        if type(module) is nn.GroupNorm:
            module.__class__ = ChannelsLastGroupNorm
