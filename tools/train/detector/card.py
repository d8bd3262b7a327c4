"""Write the detector's card: `python -m detector.card --work WORK --out DIR` puts README.md and loss.svg into DIR.

Reads WORK/detector.json (detector.evaluate) and WORK/detector.jsonl (losses).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from string import Template

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np

from detector.evaluate import NAMES
from detector.export import NAME
from detector.network import KeypointHourglass
from train_detector import BATCH, OF_WORLD, THROUGH_AUTOENCODER

CARD = Template("""# $name

A keypoint network of our own that finds people in drawings and names their 18 body points in
OpenPose's order. The page measures with it how well a picture keeps to its pose. Every weight was trained from random
numbers on pictures that our own programs draw (`tools/train`), on two CPU cores with other work on them. No photograph and no
other model was used.

## What it is

`KeypointHourglass`, $parameters million parameters, input 128 x 128 px: larger pictures are made smaller, others are put
into the corner of a grey square. Bottom-up, all people in one pass: 18 heatmaps of 32 x 32 cells, for each point the step
from its cell to the exact place, one map of torsos' middles, and from every cell the way to the middle of its own person's
torso, by which points are put together to people (as in PersonLab, Papandreou et al. 2018). The graph is authored in the page
from `config.json`; `model.safetensors` holds its kernels in 8 bits by output channel.

## Training

$minutes minutes by the clock, $steps steps of $batch new drawings each. $of_world of each $batch are of the world that the built-in
model draws (`tools/train/world`: eight styles, people from all sides, close views), the others simpler:
nobody to three people, whole or cut, turned, matchsticks, plain, drawn and odd backgrounds. $through of these go through the
autoencoder of the built-in model, with noise on their latents. All are augmented: mirrored, other colours, grey, blur, coarse pixels,
noise, JPEG, margins. The weights are a running average. `train_detector.py` goes on from its checkpoint.

![Loss curve](loss.svg)

## Measured

PCK@0.1: the share of points found within a tenth of the person's torso (neck to the middle of the hips) of where they were
drawn. Points of people who are not found count as missed, points that are hidden or outside do not count.
Drawings are of seeds that training never sees ($count of each kind). These are the figures of the float32 weights.

| pictures | people | people found | found too many | PCK@0.1 | median distance in torsos |
| --- | --- | --- | --- | --- | --- |
$rows

Of $empty empty backgrounds, $ghosts had people found in them.

| point | drawings |
| --- | --- |
$joints

## Limits

- It knows drawings of our own kind. On photographs and on pictures of other styles it is of no use: choose another detector.
- Elbows, wrists and knees are the least certain. A pose match below 100 % can be the detector's fault as well as the
  picture's.
- Its grid has cells of 4 px at 128 px; small people are placed more roughly. How small they may be has not been measured.
- More than three people, hands, feet and faces were never trained.

## Licence

MIT, as the rest of the project.
""")
CURVE_PLACES = 250
ROWS = {
    "one person": "drawings of one person",
    "groups": "drawings of two or three",
    "through the autoencoder": "drawings through the autoencoder",
    "worsened": "drawings with all augmentations",
    "world": "drawings of the world",
}


def share(value: float) -> str:
    """A share in percent."""
    return f"{100 * value:.1f} %"


def row_of(title: str, part: dict[str, object]) -> str:
    """One line of the table."""
    cells = [part["people"], part["people_found"], part["people_too_many"], share(part["pck_at_0.1"])]
    return f"| {title} | {' | '.join(map(str, cells))} | {part['median_distance_in_torsos']:.3f} |"


def draw_curve(log: Path, target: Path) -> None:
    """The losses, smoothed over ten entries, at no more places than can be told apart."""
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    apart = max(1, len(entries) // CURVE_PLACES)
    figure, axis = plt.subplots(figsize=(6, 2.6), layout="constrained")
    for name in ("loss", "heat", "offset", "vector"):
        values = np.array([entry[name] for entry in entries])
        window = min(10, len(values))
        smooth = np.convolve(values, np.ones(window) / window, "valid")
        steps = [entry["step"] for entry in entries][window - 1 :]
        axis.plot(steps[::apart], smooth[::apart], linewidth=1, label=name)
    axis.set(xlabel="step", yscale="log")
    axis.legend(fontsize=7)
    axis.tick_params(labelsize=7)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    report = json.loads((options.work / "detector.json").read_text())
    draw_curve(options.work / "detector.jsonl", options.out / "loss.svg")
    joints = [f"| {name} | {share(report['all']['pck_per_joint'][name])} |" for name in NAMES]
    card = CARD.substitute(
        name=NAME,
        parameters=f"{sum(values.numel() for values in KeypointHourglass().parameters()) / 1e6:.2f}",
        minutes=f"{report['minutes']:.0f}",
        steps=report["steps"],
        batch=BATCH,
        of_world=OF_WORLD,
        through=THROUGH_AUTOENCODER,
        count=report["pictures"],
        rows="\n".join(row_of(title, report[name]) for name, title in ROWS.items()),
        empty=report["empty"]["pictures"],
        ghosts=report["empty"]["with_people_found"],
        joints="\n".join(joints),
    )
    (options.out / "README.md").write_text(card)


if __name__ == "__main__":
    main()
