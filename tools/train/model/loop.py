"""The training loop of every stage: steps that follow from their number, an average of the weights, one checkpoint.

A stage that is stopped, by its clock or by a crash, goes on from its checkpoint as if it had not been.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from model.machine import Machine
from model.muon import Optimizer
from model.sizes import Stage
from schedule import learning_rate_factor
from whole import save_whole

AVERAGE_DECAY = 0.999
SAVE_SECONDS, LOG_STEPS = 90, 10
WARM_UP = 100


@dataclass
class Deadline:
    """When a command has to be done, on the clock of time.monotonic."""

    moment: float

    @property
    def passed(self) -> bool:
        """Is it time to stop?"""
        return time.monotonic() >= self.moment


class Average:
    """Running average of a network's weights; the memory is short at first."""

    def __init__(self, network: nn.Module, decay: float = AVERAGE_DECAY) -> None:
        self.names = [name for name, _ in network.named_parameters()]
        self.parameters = [parameter for _, parameter in network.named_parameters()]
        self.values = [parameter.detach().clone() for parameter in self.parameters]
        self.decay = decay

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Move towards the present weights."""
        torch._foreach_lerp_(self.values, [p.detach() for p in self.parameters], 1 - min(self.decay, (1 + step) / (10 + step)))

    def state(self) -> dict[str, torch.Tensor]:
        """The averages under their parameters' names."""
        return dict(zip(self.names, self.values))

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Take averages from a checkpoint."""
        for name, value in zip(self.names, self.values):
            value.copy_(state[name])


class Run:
    """One stage's training: `loss_of(batch, step)` gives the loss of a step, whose data and noise follow from that number."""

    def __init__(self, name: str, work: Path, machine: Machine, stage: Stage, network: nn.Module) -> None:
        self.name, self.work, self.machine, self.stage, self.network = name, work, machine, stage, network
        self.step, self.seconds = 0, 0.0
        self.optimizer = Optimizer(network, stage.peak_rate, machine)
        self.average = Average(network)
        self.checkpoint = work / f"{name}.pt"
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True, map_location=machine.device)
            network.load_state_dict(state["network"])
            self.average.load(state["average"])
            self.step, self.seconds = state["step"], state["seconds"]
            if not self.done and "optimizer" in state:  # weights that were kept come without
                self.optimizer.load(state["optimizer"])

    @property
    def done(self) -> bool:
        """Are all steps made?"""
        return self.step >= self.stage.steps

    def _advance(self, loss: torch.Tensor) -> None:
        factor = learning_rate_factor(self.step, self.step / self.stage.steps, min(WARM_UP, self.stage.steps // 10), self.stage.fall)
        self.optimizer.set_rate(self.stage.peak_rate * factor)
        loss.backward()
        self.machine.average_gradients(self.network)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.average.update(self.step)
        self.step += 1

    def save(self) -> None:
        """Write the checkpoint so that a crash leaves the former one whole."""
        if not self.machine.leads:
            return
        save_whole({
            "network": self.network.state_dict(), "average": self.average.state(),
            "optimizer": self.optimizer.state(), "step": self.step, "seconds": self.seconds,
        }, self.checkpoint)

    def go(self, batches: Iterable[object], loss_of: Callable[[object, int], torch.Tensor], deadline: Deadline) -> bool:
        """Train until all steps are made (true) or the deadline passes (false). `batches` begins at the next step's."""
        if self.done:
            return True
        started, before, saved, losses = time.monotonic(), self.seconds, time.monotonic(), []
        for batch in batches:
            for _ in range(self.stage.reuse - self.step % self.stage.reuse):
                if self.done or self.machine.said(deadline.passed):
                    break
                loss = loss_of(batch, self.step)
                losses.append(loss.detach())
                self._advance(loss)
                self.seconds = before + time.monotonic() - started
                if self.step % LOG_STEPS == 0:
                    self._log(torch.stack(losses).mean().item())
                    losses = []
            if self.done or self.machine.said(deadline.passed):
                break
            if time.monotonic() - saved > SAVE_SECONDS:
                self.save()
                saved = time.monotonic()
        self.save()
        self.machine.wait()
        return self.done

    def _log(self, loss: float) -> None:
        if not self.machine.leads:
            return
        with (self.work / f"{self.name}.jsonl").open("a") as log:
            log.write(json.dumps({"step": self.step, "seconds": round(self.seconds, 1), "loss": loss}) + "\n")


def is_done(work: Path, name: str, stage: Stage) -> bool:
    """Has a stage's checkpoint all of its steps?"""
    checkpoint = work / f"{name}.pt"
    return checkpoint.exists() and torch.load(checkpoint, weights_only=True, map_location="cpu", mmap=True)["step"] >= stage.steps


def dice_of(step: int, machine: Machine, salt: int = 0) -> torch.Generator:
    """The randomness of a step, for this process's share of it."""
    return torch.Generator(machine.device).manual_seed((1_000_003 * salt + step) * machine.processes + machine.rank)
