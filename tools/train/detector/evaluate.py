"""Measure the detector on held-out drawings: `python -m detector.evaluate --work WORK` writes WORK/detector.json.

PCK@0.1: the share of a person's visible points that are found within a tenth of the person's torso, which is the distance
from the neck to the middle of the hips, in the drawing without cuts. Points of people who are not found count as missed.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

from detector.augment import as_input, through_autoencoder, worsened
from detector.decode import SURE, Found, decode
from detector.network import Config, KeypointHourglass
from detector.pictures import make_example, make_world_example
from shipped import shipped_autoencoder

HELD_OUT_SEED = 900_500_000
PICTURES = 600
EMPTY_SEED = 900_900_000
EMPTY_PICTURES = 300
TOLERANCE = 0.1
NAMES = (
    *("nose", "neck", "right shoulder", "right elbow", "right wrist", "left shoulder", "left elbow", "left wrist"),
    *("right hip", "right knee", "right ankle", "left hip", "left knee", "left ankle"),
    *("right eye", "left eye", "right ear", "left ear"),
)


def load_average(checkpoint: Path) -> tuple[KeypointHourglass, dict[str, object]]:
    """The averaged network of a checkpoint, and the checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    network = KeypointHourglass(Config.from_dict(state["config"]))
    prefix = "module."
    network.load_state_dict({k.removeprefix(prefix): v for k, v in state["average"].items() if k.startswith(prefix)})
    return network.eval(), state


@torch.no_grad()
def detect(network: KeypointHourglass, pictures: list[np.ndarray]) -> list[list[Found]]:
    """People of each picture."""
    maps = [output.numpy() for output in network(as_input(pictures))]
    return [decode(*(output[i] for output in maps)) for i in range(len(pictures))]


def matched(found: list[Found], people: np.ndarray, torsos: np.ndarray) -> list[tuple[np.ndarray, Found | None]]:
    """Each drawn person with the found one whose points are nearest; distances [18] in torsos, infinite where missing."""
    distances = np.full((len(people), len(found), 18), np.inf)
    for i, (points, torso) in enumerate(zip(people, torsos)):
        for j, person in enumerate(found):
            sure = person.confidences >= SURE
            apart = np.linalg.norm(person.points - points, axis=-1) / torso
            distances[i, j] = np.where(sure & ~np.isnan(apart), apart, np.inf)
    if not found:
        return [(np.full(18, np.inf), None) for _ in people]
    rows, columns = linear_sum_assignment(np.minimum(distances, 1).sum(-1))
    pairs = dict(zip(rows, columns))
    return [
        (distances[i, pairs[i]], found[pairs[i]]) if i in pairs else (np.full(18, np.inf), None)
        for i in range(len(people))
    ]


class Tally:
    """Points found of points shown, people found of people shown, and people found where there are none."""

    def __init__(self) -> None:
        self.shown, self.close = np.zeros(18), np.zeros(18)
        self.people = self.people_found = self.extra = self.empty = self.empty_with_people = 0
        self.apart: list[float] = []

    def add(self, found: list[Found], people: np.ndarray, torsos: np.ndarray) -> None:
        """Count one picture."""
        visible = ~np.isnan(people[..., 0])
        for (distances, person), shown in zip(matched(found, people, torsos), visible):
            self.shown += shown
            self.close += shown & (distances <= TOLERANCE)
            self.people += 1
            self.people_found += person is not None and bool(np.isfinite(distances[shown]).any())
            self.apart += distances[shown & np.isfinite(distances)].tolist()
        self.extra += max(0, len(found) - len(people))
        self.empty += len(people) == 0
        self.empty_with_people += len(people) == 0 and len(found) > 0

    def report(self) -> dict[str, object]:
        """The figures, rounded."""
        share = self.close / np.maximum(self.shown, 1)
        return {
            "pck_at_0.1": round(float(self.close.sum() / max(1, self.shown.sum())), 4),
            "median_distance_in_torsos": round(float(np.median(self.apart)), 4) if self.apart else None,
            "people": self.people,
            "people_found": self.people_found,
            "people_too_many": self.extra,
            "empty_pictures": self.empty,
            "empty_pictures_with_people_found": self.empty_with_people,
            "pck_per_joint": {name: round(float(value), 3) for name, value in zip(NAMES, share)},
        }


def measure(network: KeypointHourglass, count: int = PICTURES) -> dict[str, object]:
    """Clean and worsened drawings, single people and groups apart, and the drawn world."""
    autoencoder = shipped_autoencoder().to(memory_format=torch.channels_last)
    tallies = {name: Tally() for name in ("one person", "groups", "all", "through the autoencoder", "worsened", "world")}
    for start in range(HELD_OUT_SEED, HELD_OUT_SEED + count, 20):
        examples = [make_example(seed) for seed in range(start, start + 20)]
        rng = random.Random(start)
        changed = {
            "all": examples,
            "through the autoencoder": through_autoencoder(autoencoder, examples[:6]),
            "worsened": [worsened(rng, example) for example in examples],
            "world": [make_world_example(seed, "held-out") for seed in range(start, start + 20)],
        }
        for name, rows in changed.items():
            for example, found in zip(rows, detect(network, [row.picture for row in rows])):
                tallies[name].add(found, example.people, example.torsos)
                if name == "all" and len(example.people) > 0:
                    part = "one person" if len(example.people) == 1 else "groups"
                    tallies[part].add(found, example.people, example.torsos)
    return {name: tally.report() for name, tally in tallies.items()} | {"empty": ghosts(network)}


def ghosts(network: KeypointHourglass) -> dict[str, int]:
    """People found on backgrounds alone."""
    found = 0
    for start in range(EMPTY_SEED, EMPTY_SEED + EMPTY_PICTURES, 20):
        examples = [make_example(seed, empty=True) for seed in range(start, start + 20)]
        found += sum(len(people) > 0 for people in detect(network, [example.picture for example in examples]))
    return {"pictures": EMPTY_PICTURES, "with_people_found": found}


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--count", type=int, default=PICTURES)
    options = parser.parse_args()
    network, state = load_average(options.work / "detector.pt")
    report = {"steps": state["step"], "minutes": round(state["seconds"] / 60, 1), "pictures": options.count, **measure(network, options.count)}
    (options.work / "detector.json").write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
