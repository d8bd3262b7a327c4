"""Text encoder, UNet and ControlNet as one network that predicts velocities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import CLIPTokenizerFast

from model.machine import Machine
from model.sizes import Size, build_controlnet, build_unet
from model.text import new_encoder


@dataclass(frozen=True)
class Condition:
    """Token ids [n, 64] and hints [n, 3, 256, 256] in 0..1."""

    ids: torch.Tensor
    hints: torch.Tensor


class Networks(nn.Module):
    """The three parts that are trained together."""

    def __init__(self, size: Size, tokenizer: CLIPTokenizerFast) -> None:
        super().__init__()
        self.text_encoder = new_encoder(size, tokenizer)
        self.unet = build_unet(size)
        self.controlnet = build_controlnet(size, self.unet)

    def forward(self, noisy: torch.Tensor, timesteps: torch.Tensor, ids: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
        """The predicted velocity, of the latents' shape."""
        states = self.text_encoder(ids).last_hidden_state
        down, middle = self.controlnet(noisy, timesteps, states, hints, return_dict=False)
        return self.unet(
            noisy, timesteps, states, down_block_additional_residuals=list(down),
            mid_block_additional_residual=middle, return_dict=False,
        )[0]


def pretrained_text(work: Path) -> dict[str, torch.Tensor]:
    """The text encoder's weights after its own stage."""
    average = torch.load(work / "text.pt", weights_only=True, map_location="cpu")["average"]
    start = "encoder."
    return {name.removeprefix(start): value for name, value in average.items() if name.startswith(start)}


def open_networks(work: Path, size: Size, machine: Machine, tokenizer: CLIPTokenizerFast, stage: str) -> Networks:
    """The averaged weights of a stage, for use without training."""
    networks = Networks(size, tokenizer)
    average = torch.load(work / f"{stage}.pt", weights_only=True, map_location="cpu")["average"]
    load_all(networks, average)
    return machine.place(networks).eval().requires_grad_(False)


def load_all(network: nn.Module, state: dict[str, torch.Tensor]) -> None:
    """Fill every parameter; buffers that are computed need not be there."""
    missing, unexpected = network.load_state_dict(state, strict=False)
    lacking = set(missing) & {name for name, _ in network.named_parameters()}
    if lacking or unexpected:
        raise ValueError(f"the checkpoint does not fit: {sorted(lacking)} missing, {sorted(unexpected)} unknown")
