"""Which named colours pictures of the held-out cases show at trunk, legs and background.

`python -m world.judge --cases DIR [--pictures DIR/pictures]` counts the cases that name three colours whose upper
clothes, lower clothes and background have the colour that the prompt names. `--pictures DIR/drawings` judges the
world's own drawings: the ceiling.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from . import SIDE
from .colours import CLOTH, Rgb, backdrop, shadow
from .points import L_ANKLE, L_HIP, L_KNEE, NECK, R_ANKLE, R_HIP, R_KNEE

PARTS = ("upper", "lower", "background")
_BONES = ((R_HIP, R_KNEE), (R_KNEE, R_ANKLE), (L_HIP, L_KNEE), (L_KNEE, L_ANKLE))

UNSEEN = "nothing"
"""No colour: none of the places lies in the picture."""
Keypoints = list[list[float] | None]


def _lab(colours: np.ndarray) -> np.ndarray:
    """RGB 0..255 [n, 3] to CIE Lab [n, 3]."""
    return cv2.cvtColor((colours.astype(np.float32) / 255).reshape(1, -1, 3), cv2.COLOR_RGB2LAB)[0]


def _nearest(pixels: np.ndarray, tones: dict[str, list[Rgb]]) -> str:
    """The name whose tones are nearest to most pixels [n, 3]."""
    names = [name for name, values in tones.items() for _ in values]
    reference = _lab(np.asarray([value for values in tones.values() for value in values]))
    distances = np.linalg.norm(_lab(pixels)[:, None] - reference[None], axis=-1)
    return Counter(names[index] for index in distances.argmin(1)).most_common(1)[0][0]


def _around(picture: np.ndarray, places: list[np.ndarray]) -> np.ndarray:
    """Pixels in 5x5 squares around places in units of the side."""
    found = []
    for place in places:
        x, y = (place * SIDE).astype(int)
        if 2 <= x < SIDE - 2 and 2 <= y < SIDE - 2:
            found.append(picture[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3))
    return np.concatenate(found) if found else np.zeros((0, 3), np.uint8)


def seen_colours(picture: np.ndarray, keypoints: Keypoints) -> dict[str, str]:
    """The colour names of upper clothes, lower clothes and background of one person's picture [256, 256, 3]."""
    points = [None if p is None else np.asarray(p) for p in keypoints]
    cloth = {name: [colour, shadow(colour)] for name, colour in CLOTH.items()}
    probes: dict[str, list[np.ndarray]] = {"upper": [], "lower": []}
    if all(points[i] is not None for i in (NECK, R_HIP, L_HIP)):
        hips = (points[R_HIP] + points[L_HIP]) / 2
        across = (points[L_HIP] - points[R_HIP]) / 2
        probes["upper"] = [points[NECK] * (1 - t) + hips * t + across * x for t in (0.35, 0.5, 0.65, 0.8) for x in (-0.7, 0, 0.7)]
    for a, b in _BONES:
        if points[a] is not None and points[b] is not None:
            probes["lower"] += [points[a] * (1 - t) + points[b] * t for t in (0.4, 0.55, 0.7)]
    around = {part: _around(picture, places) for part, places in probes.items()}
    seen = {part: _nearest(pixels, cloth) if len(pixels) else UNSEEN for part, pixels in around.items()}
    ys, xs = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    distance = np.min([np.hypot(xs - p[0], ys - p[1]) for p in points if p is not None], axis=0)
    far = distance > min(0.22, float(np.quantile(distance, 0.8)))
    return seen | {"background": _nearest(picture[far], {name: [backdrop(name)] for name in CLOTH})}


def read_picture(path: Path) -> np.ndarray:
    """An RGB picture [256, 256, 3], reduced by area if it is larger."""
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is missing or not a picture")
    return cv2.cvtColor(cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)


def judge(case: dict[str, Any], picture: np.ndarray) -> dict[str, bool]:
    """Which of the three colours of a case are right."""
    person = case["labels"]["people"][0]
    wanted = {"upper": person["upper_colour"], "lower": person["lower_colour"], "background": case["labels"]["background"]}
    seen = seen_colours(picture, person["keypoints"])
    return {part: seen[part] == wanted[part] for part in PARTS}


def main() -> None:
    """Count right colours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, help="default: CASES/pictures")
    options = parser.parse_args()
    folder = options.pictures or options.cases / "pictures"
    results = []
    for case in json.loads((options.cases / "cases.json").read_text()):
        if not case["colours"]:
            continue
        results.append(judge(case, read_picture(folder / f"{case['name']}.png")))
    report = {"cases": len(results), **{part: sum(r[part] for r in results) for part in PARTS}, "all": sum(all(r.values()) for r in results)}
    print(json.dumps(report))


if __name__ == "__main__":
    main()
