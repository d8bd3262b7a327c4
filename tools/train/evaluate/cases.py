"""The 24 held-out cases: a pose, a prompt that names three colours, a seed.

Writes DIR/cases.json and one OpenPose-format JSON file per case (512 px canvas), from which any program can make
pictures DIR/pictures/NN.png. `python -m evaluate.cases --out DIR`

With `--scenes` the cases are 24 held-out captions of the renderer with their people, places and weather: nothing of them is
judged by itself, but ways to draw them can be compared.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path

from dataset import HELD_OUT_SEED
from renderer.captions import caption
from renderer.palette import CLOTH
from renderer.poses import FAMILIES, Pose, place_whole, random_pose
from renderer.sample import make_sample
from skeleton import CANVAS_SIDE, canvas_points

COUNT = 24
SUBJECTS = ("woman", "man", "person", "girl", "boy")
TOPS = ("shirt", "t-shirt", "shirt", "sweater", "hoodie", "jacket")
BOTTOMS = ("trousers", "pants", "trousers")
SETTINGS = ("plain {} background", "{} background")


@dataclass(frozen=True)
class Case:
    """What is asked for; the colours are palette names."""

    name: str
    pose: str
    prompt: str
    seed: int
    family: str
    top: str
    bottom: str
    background: str


def held_out_pose(index: int) -> Pose:
    """The pose of one case: a family's variation (or a free pose) from a seed that training never sees."""
    rng = random.Random(HELD_OUT_SEED + index)
    families = [*FAMILIES, "random", "random"]
    return place_whole(rng, random_pose(rng, families[index * len(families) // COUNT]))


def held_out_case(index: int) -> Case:
    """The wording and colours of one case; the three colours differ."""
    rng = random.Random(HELD_OUT_SEED + 1000 + index)
    top, bottom, background = rng.sample(list(CLOTH), 3)
    garment = f"{top} {rng.choice(TOPS)}"
    article = "an" if garment[0] in "aeiou" else "a"
    where = rng.choice(SETTINGS).format(background)
    prompt = f"a {SUBJECTS[index % len(SUBJECTS)]} wearing {article} {garment} and {bottom} {rng.choice(BOTTOMS)}, {where}"
    name = f"{index:02d}"
    return Case(name, f"{name}.json", prompt, 1000 + index, held_out_pose(index).family, top, bottom, background)


def openpose_json(poses: list[Pose]) -> dict[str, object]:
    """People in OpenPose JSON, in pixels of the canvas."""
    people = []
    for pose in poses:
        numbers: list[float] = []
        for point in canvas_points(pose):
            numbers += [0, 0, 0] if point is None else [round(point.real, 3), round(point.imag, 3), 1]
        people.append({"pose_keypoints_2d": numbers})
    return {"people": people, "canvas_width": CANVAS_SIDE, "canvas_height": CANVAS_SIDE}


def held_out_scene(index: int) -> tuple[dict[str, object], list[Pose]]:
    """Words, seed and poses of a drawing that training never sees."""
    sample = make_sample(HELD_OUT_SEED + 2000 + index)
    words = caption(random.Random(HELD_OUT_SEED + 3000 + index), sample.looks, sample.scene)
    return {"name": f"{index:02d}", "pose": f"{index:02d}.json", "prompt": words, "seed": 3000 + index}, sample.poses


def main() -> None:
    """Write all cases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scenes", action="store_true", help="captions of whole scenes instead")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.scenes:
        cases = [held_out_scene(index) for index in range(COUNT)]
    else:
        cases = [(asdict(held_out_case(index)), [held_out_pose(index)]) for index in range(COUNT)]
    for case, poses in cases:
        (options.out / str(case["pose"])).write_text(json.dumps(openpose_json(poses)) + "\n")
    (options.out / "cases.json").write_text(json.dumps([case for case, _ in cases], indent=2) + "\n")


if __name__ == "__main__":
    main()
