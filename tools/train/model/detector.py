"""The detector of the world's people, at the side of whole pictures, from the weights of the page's present one on.

The page asks it about pictures that the model has drawn, so a sixth of those that it learns from went through the autoencoder, with
noise on their latents; none went through the model, whose judge it is. A twelfth shows nobody. All are made larger, smaller or
worse now and then (`detector.augment`). Batch norms stay folded into their convolutions, as the page has them. Writes
WORK/detector.pt and, at the end, WORK/export/armature-keypoints and WORK/detector.json.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from detector.augment import as_input, flipped, scaled, through_autoencoder, worsened
from detector.examples import Example, labelled_points
from detector.export import export
from detector.measure import Tally, detect
from detector.network import KeypointHourglass
from detector.shipped import SHIPPED_DETECTOR, load_folded
from detector.targets import Targets, losses, make_targets, stacked_people
from model.autoencoder import open_autoencoder
from model.loop import Deadline, Run, dice_of
from model.machine import Machine
from model.sizes import SIDE, Size
from model.sources import FIRST_SEED, held_out, shared_chunks
from world import scenery

AUTOENCODED = 6
"""One of so many pictures went through the autoencoder."""
EMPTY = 12
"""One of so many pictures shows nobody."""
SCALED, SCALES = 0.4, (0.4, 1.8)
AT_ONCE = 16


def example_of(picture: np.ndarray, labels: dict[str, Any]) -> Example:
    """A drawn picture with its people, of whom enough is shown."""
    side, people = picture.shape[0], labels["people"]
    trunks = np.array([person["trunk"] for person in people]).reshape(-1, 2, 2) * side
    centres = trunks.mean(1).clip(1, side - 1)
    torsos = np.linalg.norm(trunks[:, 0] - trunks[:, 1], axis=1)
    return Example(picture, labelled_points(people) * side, centres, torsos).with_enough()


def examples_of(chunk: dict[str, Any]) -> list[Example]:
    """The examples of a chunk of pictures, uint8 [n, 256, 256, 3], with labels."""
    return [example_of(picture.numpy(), labels) for picture, labels in zip(chunk["pictures"], chunk["labels"])]


def nobody(number: int, split: str = "train") -> Example:
    """A picture of a place alone."""
    return example_of(scenery(FIRST_SEED["nobody"] + number, split), {"people": []})


def emptied(examples: list[Example], number: int) -> list[Example]:
    """The same share of a batch, by its number, with some in their places that show nobody."""
    first = number * len(examples)
    return [nobody(n) if random.Random(n).randrange(EMPTY) == 0 else example for n, example in enumerate(examples, first)]


def varied(rng: random.Random, example: Example) -> Example:
    """Mirrored, at another size and worse, now and then."""
    if rng.random() < 0.5:
        example = flipped(example)
    if rng.random() < SCALED:
        example = scaled(rng, example, rng.uniform(*SCALES))
    return worsened(rng, example)


def start_network() -> KeypointHourglass:
    """The page's detector, to be trained on whole pictures; its norms stay in evaluation, where they change nothing."""
    network = load_folded(SHIPPED_DETECTOR)
    network.config = replace(network.config, input_size=SIDE)
    return network.requires_grad_(True)


def run_detector(work: Path, size: Size, machine: Machine, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made. Measures and exports at the end."""
    network = start_network().to(machine.device, memory_format=torch.channels_last)
    run = Run("detector", work, machine, size.detector, network)
    quick, autoencoder = machine.quick(network), open_autoencoder(work, size, machine)

    def loss_of(chunk: dict[str, Any], step: int) -> torch.Tensor:
        number = step * machine.processes + machine.rank
        examples = emptied(examples_of(chunk), number)
        count = (len(examples) + AUTOENCODED - 1) // AUTOENCODED
        with machine.autocast():
            examples[:count] = through_autoencoder(autoencoder, examples[:count], dice_of(step, machine, 6))
        rng = random.Random(f"{step} {machine.rank}")
        examples = [varied(rng, example) for example in examples]
        points = stacked_people([e.people for e in examples], [e.centres for e in examples])
        with machine.autocast():
            maps = quick(as_input([e.picture for e in examples]).to(machine.device))
        heat, offset, vector = (values.float() for values in maps)
        targets = Targets(*(values.to(machine.device) for values in vars(make_targets(points, SIDE)).values()))
        return sum(losses((heat, offset, vector), targets).values())

    drawn: Iterator[dict[str, Any]] = iter(()) if run.done else shared_chunks("detector", size.detector.batch, run.step, workers, machine)
    done = run.go(drawn, loss_of, deadline)
    if done and machine.leads and not (work / "detector.json").exists():
        finish(run, work, size, machine)
    machine.wait()
    return done


def finish(run: Run, work: Path, size: Size, machine: Machine) -> None:
    """Write WORK/detector.json and the float32 weights, with norms folded in."""
    network = start_network()
    network.load_state_dict(run.average.state(), strict=False)
    network.eval().requires_grad_(False)
    export(network, work)
    # The last of it: where this file is, nothing is left to do.
    (work / "detector.json").write_text(json.dumps(measured(network, work, size, machine), indent=2) + "\n")


def measured(network: KeypointHourglass, work: Path, size: Size, machine: Machine) -> dict[str, Any]:
    """Held-out pictures as they are drawn, as the autoencoder leaves them, and worsened."""
    autoencoder, chunk = open_autoencoder(work, size, machine), held_out(size.measured, "held-out")
    tallies = {name: Tally() for name in ("drawn", "through the autoencoder", "worsened", "nobody", "nobody, through the autoencoder")}
    for start in range(0, size.measured, AT_ONCE):
        some = {name: values[start : start + AT_ONCE] for name, values in chunk.items()}
        examples, rng = examples_of(some), random.Random(start)
        deserted = [nobody(number, "held-out") for number in range(start, start + len(examples))]
        rows = {
            "drawn": examples, "through the autoencoder": through_autoencoder(autoencoder, examples),
            "worsened": [worsened(rng, example) for example in examples],
            "nobody": deserted, "nobody, through the autoencoder": through_autoencoder(autoencoder, deserted),
        }
        for name, given in rows.items():
            for example, found in zip(given, detect(network, [example.picture for example in given])):
                tallies[name].add(found, example.people, example.torsos)
    return {"pictures": size.measured, **{name: tally.report() for name, tally in tallies.items()}}
