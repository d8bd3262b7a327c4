"""Muon (Jordan 2024) for the matrices and kernels of hidden layers, AdamW for all else.

A matrix is moved by the orthogonal matrix nearest to its averaged gradient, so that directions in which gradients are small
learn as fast as the others. Steps are scaled to the size of AdamW's (Liu et al. 2025, "Muon is scalable for LLM training"), and
one rate suits both. torch.optim.Muon takes no kernels, and would have every process do the work for all matrices.
"""

from __future__ import annotations

import torch
from torch import nn

from model.machine import Machine

COEFFICIENTS = 3.4445, -4.7750, 2.0315
"""Of Jordan's polynomial, which moves singular values to between 0.7 and 1.2 in five rounds."""
ROUNDS = 5
MOMENTUM = 0.95
SIZE_OF_ADAM = 0.2
WEIGHT_DECAY = 0.01
OUTER = (".conv_in", ".conv_out", ".stem.0", ".heat", ".offset", ".vector")
"""Names of first and last layers, here and in the keypoint detector."""


def hidden_weights(network: nn.Module) -> list[nn.Parameter]:
    """Weights of linear layers and convolutions, but for those of OUTER, whose other side is pixels, latents or maps."""
    return [
        module.weight for name, module in network.named_modules()
        if isinstance(module, nn.Linear | nn.Conv2d) and not f".{name}".endswith(OUTER)
    ]


def orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """[r, c] -> nearly U V^T of its singular value decomposition U S V^T, by Newton and Schulz's iteration."""
    a, b, c = COEFFICIENTS
    values = matrix / (matrix.norm() + 1e-7)
    wide = values if values.shape[0] <= values.shape[1] else values.T
    for _ in range(ROUNDS):
        gram = wide @ wide.T
        wide = torch.addmm(wide, torch.addmm(gram, gram, gram, beta=b, alpha=c), wide, beta=a)
    return wide if values.shape[0] <= values.shape[1] else wide.T


class Muon(torch.optim.Optimizer):
    """The part for matrices; kernels [out, in, h, w] count as [out, in * h * w]. Each process does a share of them."""

    def __init__(self, weights: list[nn.Parameter], rate: float, machine: Machine) -> None:
        super().__init__(weights, {"lr": rate})
        self.machine = machine
        for weight in weights:
            self.state[weight]["average"] = torch.zeros_like(weight)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Move all weights that have gradients, which are the same in all processes."""
        for group in self.param_groups:
            weights = [weight for weight in group["params"] if weight.grad is not None]
            wanted = []
            for weight in weights:
                average = self.state[weight]["average"].lerp_(weight.grad, 1 - MOMENTUM)
                wanted.append(weight.grad.lerp(average, MOMENTUM).flatten(1))
            torch._foreach_mul_(weights, 1 - WEIGHT_DECAY * group["lr"])
            for weight, change in zip(weights, self._orthogonal(wanted)):
                size = SIZE_OF_ADAM * max(change.shape) ** 0.5
                weight.add_(change.view_as(weight), alpha=-group["lr"] * size)

    def _orthogonal(self, matrices: list[torch.Tensor]) -> list[torch.Tensor]:
        with self.machine.autocast():
            return self.machine.shared_out(orthogonal, matrices)


class Optimizer:
    """Both parts as one."""

    def __init__(self, network: nn.Module, rate: float, machine: Machine) -> None:
        hidden = hidden_weights(network)
        known = set(map(id, hidden))
        rest = [parameter for parameter in network.parameters() if id(parameter) not in known]
        self.parts = [Muon(hidden, rate, machine), torch.optim.AdamW(rest, lr=rate, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.99), fused=True)]

    def set_rate(self, rate: float) -> None:
        """The learning rate of the next step."""
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate

    def step(self) -> None:
        """Move all weights, and forget their gradients."""
        for part in self.parts:
            part.step()
            part.zero_grad(set_to_none=True)

    def state(self) -> list[dict[str, object]]:
        """For a checkpoint."""
        return [part.state_dict() for part in self.parts]

    def load(self, state: list[dict[str, object]]) -> None:
        """Go on from a checkpoint; ValueError where another optimizer wrote it."""
        if not isinstance(state, list) or len(state) != len(self.parts):
            raise ValueError("another optimizer wrote this checkpoint; remove the stage's file from WORK to begin it anew")
        for part, values in zip(self.parts, state):
            part.load_state_dict(values)
