"""Noise levels at any timestep, as the page has them, and the solver's step between two of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch

BETAS = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
PREDICTION = "v_prediction"


def _log_sigmas() -> torch.Tensor:
    roots = torch.linspace(BETAS["beta_start"] ** 0.5, BETAS["beta_end"] ** 0.5, BETAS["num_train_timesteps"], dtype=torch.float64)
    kept = torch.cumprod(1 - roots.square(), 0)
    return 0.5 * torch.log((1 - kept) / kept)


LOG_SIGMAS = _log_sigmas()


@dataclass(frozen=True)
class Level:
    """A timestep, real-valued; `signal` and `noise` are the shares of the picture and of the noise in x."""

    timestep: float
    signal: float
    noise: float

    @property
    def log_ratio(self) -> float:
        """Half the logarithm of the signal-to-noise ratio."""
        return float(torch.tensor(self.signal / self.noise).log())


CLEAN = Level(0.0, 1.0, 0.0)


def level_at(timestep: float) -> Level:
    """The level of a timestep from 0 to 999; between trained ones log(sigma) is interpolated, as in k-diffusion."""
    low = min(int(timestep), len(LOG_SIGMAS) - 2)
    share = timestep - low
    sigma = float(torch.exp((1 - share) * LOG_SIGMAS[low] + share * LOG_SIGMAS[low + 1]))
    signal = (1 + sigma**2) ** -0.5
    return Level(timestep, signal, sigma * signal)


def uniform_levels(steps: int) -> list[Level]:
    """Evenly spaced timesteps from 999 down, the last one left out, then no noise: the page's `sgm_uniform`."""
    top = BETAS["num_train_timesteps"] - 1
    return [level_at(top * (1 - index / steps)) for index in range(steps)] + [CLEAN]


def clean_estimate(noisy: torch.Tensor, velocity: torch.Tensor, level: Level) -> torch.Tensor:
    """The picture that a velocity points to."""
    return level.signal * noisy - level.noise * velocity


def velocity_between(start: torch.Tensor, end: torch.Tensor, first: Level, last: Level) -> torch.Tensor:
    """The velocity with which one step of DDIM goes from `start` to `end` (Salimans and Ho 2022, appendix G)."""
    ratio = last.noise / first.noise
    clean = (end - ratio * start) / (last.signal - ratio * first.signal)
    return (first.signal * start - clean) / first.noise


def ddim_step(noisy: torch.Tensor, clean: torch.Tensor, first: Level, last: Level) -> torch.Tensor:
    """From one level to the next along a straight line (Song et al. 2020, eta 0)."""
    ratio = last.noise / first.noise
    return ratio * noisy + (last.signal - ratio * first.signal) * clean


class MultistepSolver:
    """DPM-Solver++ 2M (Lu et al. 2022, algorithm 2); the step to no noise is the estimate itself."""

    def __init__(self) -> None:
        self.former: torch.Tensor | None = None
        self.former_stride = 0.0

    def step(self, noisy: torch.Tensor, clean: torch.Tensor, first: Level, last: Level) -> torch.Tensor:
        """From one level to the next, given the estimate at the first."""
        if last.noise == 0:
            return clean
        stride = last.log_ratio - first.log_ratio
        blend = clean
        if self.former is not None:
            half = stride / (2 * self.former_stride)
            blend = (1 + half) * clean - half * self.former
        self.former, self.former_stride = clean, stride
        growth = 1 - float(torch.exp(torch.tensor(-stride, dtype=torch.float64)))
        return last.noise / first.noise * noisy + last.signal * growth * blend
