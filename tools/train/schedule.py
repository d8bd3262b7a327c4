"""Learning rates by the clock, so that a run fits its time budget whatever else the machine does."""

from __future__ import annotations

import math
import time

import torch


class Clock:
    """The time a run has used; `used_before` is what earlier, resumed runs took, in seconds."""

    def __init__(self, minutes: float, used_before: float = 0.0) -> None:
        self.budget = minutes * 60
        self.used_before = used_before
        self.started = time.monotonic()

    @property
    def used(self) -> float:
        """Seconds spent so far, earlier runs included."""
        return self.used_before + time.monotonic() - self.started

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the budget is spent."""
        return min(1.0, self.used / self.budget)


def learning_rate_factor(step: int, progress: float, warm_up: int, decay: float) -> float:
    """Rise linearly over `warm_up` steps, stay at 1, fall as a half cosine over the last `decay` share."""
    rise = min(1.0, (step + 1) / warm_up)
    if progress < 1 - decay:
        return rise
    return rise * 0.5 * (1 + math.cos(math.pi * (progress - (1 - decay)) / decay))


def set_learning_rate(optimizer: torch.optim.Optimizer, factor: float) -> None:
    """Scale each group's own `peak` rate."""
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor
