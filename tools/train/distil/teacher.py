"""The built-in model with its pose branch, and whole pictures made with it the long way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers.models.attention_processor import AttnProcessor2_0
from torch import nn

from distil.levels import Level, MultistepSolver, clean_estimate, uniform_levels
from shipped import SHIPPED, shipped_controlnet, shipped_text_encoder, shipped_tokenizer, shipped_unet
from train_tokenizer import tokenize

Predict = Callable[[torch.Tensor, Level], torch.Tensor]


@dataclass(frozen=True)
class Condition:
    """Hidden states of the text [n, 48, 128] and hints [n, 3, 128, 128] in 0..1."""

    states: torch.Tensor
    hints: torch.Tensor


class Teacher(nn.Module):
    """The shipped networks; only what is put into the UNet is trained."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        super().__init__()
        self.tokenizer = shipped_tokenizer(folder)
        self.text_encoder = shipped_text_encoder(folder)
        self.unet, self.controlnet = shipped_unet(folder), shipped_controlnet(folder)
        for part in (self.unet, self.controlnet):
            part.set_attn_processor(AttnProcessor2_0())

    @torch.no_grad()
    def encode(self, captions: list[str]) -> torch.Tensor:
        """Hidden states of captions."""
        ids = torch.from_numpy(tokenize(self.tokenizer, captions).astype("int64"))
        return self.text_encoder(ids).last_hidden_state

    def velocity(self, noisy: torch.Tensor, timesteps: torch.Tensor, condition: Condition) -> torch.Tensor:
        """The predicted velocity [n, 4, h, w]."""
        with torch.no_grad():
            down, middle = self.controlnet(noisy, timesteps, condition.states, condition.hints, return_dict=False)
        return self.unet(
            noisy, timesteps, condition.states, down_block_additional_residuals=down,
            mid_block_additional_residual=middle, return_dict=False,
        )[0]

    def guided(self, condition: Condition, nothing: torch.Tensor, scale: float) -> Predict:
        """Classifier-free guidance away from the empty prompt's states [1, 48, 128]; the pose counts on both sides."""
        both = Condition(
            torch.cat([nothing.expand_as(condition.states), condition.states]), torch.cat([condition.hints] * 2)
        )

        def predict(noisy: torch.Tensor, level: Level) -> torch.Tensor:
            timesteps = torch.full((2 * len(noisy),), level.timestep)
            without, with_text = self.velocity(torch.cat([noisy] * 2), timesteps, both).chunk(2)
            return clean_estimate(noisy, without + scale * (with_text - without), level)

        return predict


@torch.no_grad()
def trajectory(predict: Predict, noise: torch.Tensor, stages: int, within: int) -> list[torch.Tensor]:
    """The latents at the start of each stage and at the end, where every stage takes `within` steps of the solver."""
    levels = uniform_levels(stages * within)
    solver, latents = MultistepSolver(), levels[0].noise * noise  # the page starts so: noise alone, as much as the level has
    kept = [latents]
    for index, (first, last) in enumerate(zip(levels, levels[1:])):
        latents = solver.step(latents, predict(latents, first), first, last)
        if (index + 1) % within == 0:
            kept.append(latents)
    return kept
