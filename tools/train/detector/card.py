"""Write the detector's card: `python -m detector.card --work WORK --size cores --out DIR` puts README.md and loss.svg into DIR.

Reads WORK/detector.json and WORK/detector.jsonl, which the training's stage `detector` writes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from string import Template
from typing import Any

from detector.export import NAME
from detector.measure import NAMES
from detector.network import STRIDE, KeypointHourglass
from evaluate.report import percent
from model.detector import AUTOENCODED, EMPTY
from model.logs import draw_curves, read_log
from model.sizes import SIDE, SIZES

CARD = Template("""# $name

A keypoint network of our own that finds people in drawings and names their 18 body points in
OpenPose's order. The page measures with it how well a picture keeps to its pose. Every weight was trained from random
numbers on pictures that our own programs draw (`tools/train`). No photograph and no other model was used.

## What it is

`KeypointHourglass`, $parameters million parameters, input $side x $side px: a picture is made as large as fits
into the corner of a grey square. Bottom-up, all people in one pass: 18 heatmaps of $cells x $cells cells, for each point the step
from its cell to the exact place, one map of torsos' middles, and from every cell the way to the middle of its own person's
torso, by which points are put together to people (as in PersonLab, Papandreou et al. 2018). The graph is authored in the page
from `config.json`; `model.safetensors` holds its kernels in 8 bits by output channel.

## Training

It went on from the detector of ours before it, as that did; the first learnt from simpler drawings at 128 px. $steps steps of $batch
pictures each of the world that the built-in model draws (`tools/train/world`: eight styles, people from all sides, close views), $minutes minutes. One in $autoencoded went
through the autoencoder of the built-in model, with noise on its latents; one in $empty shows nobody. All are augmented: mirrored, at
other sizes, other colours, grey, blur, coarse pixels, noise, JPEG, margins. None was made by the built-in model, which it judges. The
weights are a running average.

![Loss curve](loss.svg)

## Measured

PCK@0.1: the share of points found within a tenth of the person's torso (neck to the middle of the hips) of where they were
drawn. Points of people who are not found count as missed, points that are hidden or outside do not count. These are $count
drawings that training never sees, and the figures of the float32 weights.

| pictures | people | people found | found too many | PCK@0.1 | median distance in torsos |
| --- | --- | --- | --- | --- | --- |
$rows

In $ghosts of $deserted pictures of the world's places with nobody in them somebody was found, after the autoencoder in $encoded_ghosts.

| point | drawings | drawings through the autoencoder |
| --- | --- | --- |
$joints

## Limits

- It knows drawings of our own kind. On photographs and on pictures of other styles it is of no use: choose another detector.
- Elbows, wrists and knees are the least certain. A pose match below 100 % can be the detector's fault as well as the
  picture's.
- Its grid has cells of $stride px at $side px; small people are placed more roughly. How small they may be has not been measured.
- More than three people, hands, feet and faces were never trained.

## Licence

MIT, as the rest of the project.
""")
ROWS = {
    "drawn": "drawings",
    "through the autoencoder": "drawings through the autoencoder",
    "worsened": "drawings with all augmentations",
}


def row_of(title: str, part: dict[str, Any]) -> str:
    """One line of the table."""
    cells = [part["people"], part["people_found"], part["people_too_many"], percent(part["pck_at_0.1"])]
    return f"| {title} | {' | '.join(map(str, cells))} | {part['median_distance_in_torsos']:.3f} |"


def joint_rows(report: dict[str, Any]) -> str:
    """PCK@0.1 of each point, as drawn and after the autoencoder."""
    drawn, encoded = (report[name]["pck_per_joint"] for name in ("drawn", "through the autoencoder"))
    return "\n".join(f"| {name} | {percent(drawn[name])} | {percent(encoded[name])} |" for name in NAMES)


def card_text(work: Path, batch: int) -> str:
    """The card's words and figures."""
    report, last = json.loads((work / "detector.json").read_text()), read_log(work / "detector.jsonl")[-1]
    nobody, encoded = report["nobody"], report["nobody, through the autoencoder"]
    return CARD.substitute(
        name=NAME, parameters=f"{sum(values.numel() for values in KeypointHourglass().parameters()) / 1e6:.2f}",
        side=SIDE, stride=STRIDE, cells=SIDE // STRIDE, steps=last["step"], minutes=f"{last['seconds'] / 60:.0f}", batch=batch,
        autoencoded=AUTOENCODED, empty=EMPTY, count=report["pictures"],
        rows="\n".join(row_of(title, report[name]) for name, title in ROWS.items()),
        ghosts=nobody["empty_pictures_with_people_found"], deserted=nobody["empty_pictures"],
        encoded_ghosts=encoded["empty_pictures_with_people_found"], joints=joint_rows(report),
    )


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--size", choices=SIZES, default="full", help="of the training")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    draw_curves(options.work, options.out / "loss.svg", {"detector.jsonl": "Keypoint detector"})
    (options.out / "README.md").write_text(card_text(options.work, SIZES[options.size].detector.batch))


if __name__ == "__main__":
    main()
