"""Two hundred held-out cases: poses, prompts and what a right picture of each shows.

`python -m world.held_out --out DIR [--count 200]` writes DIR/cases.json, an OpenPose-format JSON file for each case
(512 px canvas, with hands where they are known) and DIR/drawings/NNN.png, the world's own pictures of the cases.
Poses are views of the library's scenes, as in training, and prompts are made of the same words; both come from seeds that
no training draws from. Make DIR/pictures/NNN.png with any program, then
judge them by `python -m world.judge`.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2

from . import SIDE
from .choose import chosen
from .colours import CLOTH
from .person_words import person_phrase
from .points import NECK
from .scene import Plan, hint_of, labels_of, paint, shown_points
from .words import PLACES, STYLES, TIMES, WEATHERS

COUNT = 200
CANVAS = 512
_UPPERS = ("t-shirt", "shirt", "sweater", "hoodie", "jacket", "turtleneck")
_LOWERS = ("trousers", "leggings", "sweatpants", "cargo pants")
_PLAIN_LOOK: dict[str, Any] = {
    "whole": None, "upper_pattern": None, "features": frozenset(), "prop": None, "companion": None, "scarf": None, "backpack": False,
}


def _wishes(rng: random.Random, index: int) -> dict[str, Any]:
    """Half of the cases name three colours on a plain backdrop; the others name clothes freely, and a place."""
    if index % 2 == 0:
        upper, lower, backdrop = rng.sample(tuple(CLOTH), 3)
        return _PLAIN_LOOK | {
            "subject": rng.choice(("woman", "man", "girl", "boy", "person")), "upper": rng.choice(_UPPERS), "upper_colour": upper,
            "lower": rng.choice(_LOWERS), "lower_colour": lower, "place": "plain", "colour": backdrop, "time": "day",
            "weather": "clear", "moon": False, "style": "cartoon" if rng.random() < 0.7 else "anime",
        }
    return {}


def case_plan(index: int) -> Plan:
    """The drawing of one case."""
    rng = random.Random(f"held-out case {index}")
    plain = index % 2 == 0
    count = 1 if plain else rng.choices((1, 2, 3), (0.45, 0.4, 0.15))[0]
    return chosen(rng, _wishes(rng, index), count, "whole" if plain else None)


def drawn_otherwise(rng: random.Random, plan: Plan, index: int) -> Plan:
    """The plan of a case with its pose and all that its prompt names; what the prompt leaves open is drawn anew.

    That is who stands there in the plain cases, and the details of the place in the others.
    """
    plan = replace(plan, seed=rng.getrandbits(32))
    if index % 2:
        return plan
    (person,) = plan.people
    (other,) = chosen(rng, _wishes(random.Random(f"held-out case {index}"), index)).people
    body = {name: getattr(person.look, name) for name in ("age", "feminine", "figure", "build")}
    return replace(plan, people=[replace(person, look=replace(other.look, **body))])


def _phrase(rng: random.Random, person: dict[str, Any], plain: bool, naming: float) -> str:
    if not plain:
        return person_phrase(rng, person, naming)
    article = "an" if person["upper_colour"][0] in "aeiou" else "a"
    return f"a {person['subject']} wearing {article} {person['upper_colour']} {person['upper']} and {person['lower_colour']} {person['lower']}"


def prompt_of(index: int, labels: dict[str, Any]) -> str:
    """A plain sentence that names the case's attributes."""
    rng = random.Random(f"held-out prompt {index}")
    # A prompt has room for 62 words: of three people it cannot name all, and the place comes last.
    naming = 1.0 if len(labels["people"]) < 3 else 0.5
    people = " and ".join(_phrase(rng, person, index % 2 == 0, naming) for person in labels["people"])
    opening = "" if labels["style"] == "cartoon" else STYLES[labels["style"]][0][0]
    if labels["place"] == "plain":
        return f"{opening}{people}, {labels['background']} background"
    where = PLACES[labels["place"]][0]
    if labels["time"] != "day":
        where += f" {TIMES[labels['time']][0]}"
    if labels["weather"] != "clear":
        where += f", {WEATHERS[labels['weather']][0]}"
    return f"{opening}{people} {where}{', a moon in the sky' if labels['moon'] else ''}"


def _triples(points: list[complex | None]) -> list[float]:
    numbers: list[float] = []
    for point in points:
        numbers += [0, 0, 0] if point is None else [round(point.real * CANVAS / SIDE, 2), round(point.imag * CANVAS / SIDE, 2), 1]
    return numbers


def openpose_json(plan: Plan) -> dict[str, Any]:
    """The people of a plan in OpenPose's JSON format."""
    people = []
    for person in plan.people:
        hands = {f"hand_{side}_keypoints_2d": _triples(list(hand)) for side, hand in person.figure.hands.items() if hand is not None}
        people.append({"pose_keypoints_2d": _triples(shown_points(person)), **hands})
    return {"people": people, "canvas_width": CANVAS, "canvas_height": CANVAS}


def case_of(index: int, plan: Plan) -> dict[str, Any]:
    """Name, pose file, prompt, seed and labels of one case.

    "colours" says whether it is one of those for `judge`, "torsos" how far neck and middle of the hips of each person are apart
    in units of the picture side, whether they can be seen or not.
    """
    labels = labels_of(plan)
    name = f"{index:03d}"
    torsos = [round(abs(person.figure.points[NECK] - person.figure.hips) / SIDE, 4) for person in plan.people]
    return {
        "name": name, "pose": f"{name}.json", "prompt": prompt_of(index, labels), "seed": 7000 + index,
        "colours": index % 2 == 0, "torsos": torsos, "labels": labels,
    }


def main() -> None:
    """Write all cases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    drawings = options.out / "drawings"
    drawings.mkdir(parents=True, exist_ok=True)
    cases = []
    for index in range(options.count):
        plan = case_plan(index)
        case = case_of(index, plan)
        cases.append(case)
        (options.out / case["pose"]).write_text(json.dumps(openpose_json(plan)) + "\n")
        cv2.imwrite(str(drawings / f"{case['name']}.png"), cv2.cvtColor(paint(plan), cv2.COLOR_RGB2BGR))
        cv2.imwrite(str(drawings / f"{case['name']}-hint.png"), cv2.cvtColor(hint_of(plan), cv2.COLOR_RGB2BGR))
    (options.out / "cases.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
