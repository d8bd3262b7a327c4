"""Measure pictures of the held-out cases: is the pose followed, are the three colours right?

`python -m evaluate.measure --work WORK --cases DIR [--pictures DIR]` writes report.json, report.md and sheet.png
beside the pictures. A pose counts as followed when the keypoint network finds at least 80 % of the points inside
the canvas within a tenth of the person's size; `--network page` takes the page's own, coarser detector for it. The same
measures on our own renders of the cases are the ceiling.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from evaluate.cases import held_out_pose
from evaluate.colours import background_colour, legs_colour, torso_colour
from evaluate.keypoints import KeypointNet, as_input, correct_points, load
from evaluate.page_keypoints import NOTE, PageKeypoints
from renderer.attributes import Look
from renderer.poses import Pose
from renderer.sample import PICTURE_SIDE, render
from renderer.scenes import Scene
from skeleton import canvas_points, draw_skeletons

FOLLOWED = 0.8
COLUMNS = 8


def ideal_picture(case: dict[str, str], pose: Pose) -> np.ndarray:
    """What the renderer itself draws for a case."""
    look = Look("person", "tan", "short", "brown", "shirt", case["top"], "trousers", case["bottom"], "gray")
    return render([pose], [look], Scene("plain", "day", "", case["background"]), seed=0)


def read_picture(path: Path) -> np.ndarray:
    """An RGB picture at 128 px."""
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is missing or not a picture")
    return cv2.cvtColor(cv2.resize(picture, (PICTURE_SIDE, PICTURE_SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)


@torch.no_grad()
def judge(net: KeypointNet | PageKeypoints, picture: np.ndarray, pose: Pose, case: dict[str, str]) -> dict[str, object]:
    """Score one picture."""
    wanted = np.array([[[p.real, p.imag] if seen else [np.nan] * 2 for p, seen in zip(pose.joints, pose.visible)]])
    found = net(as_input(picture[None])).numpy()
    pck = float(np.nanmean(correct_points(found, wanted)))
    seen = {"top": torso_colour(picture, pose), "bottom": legs_colour(picture, pose), "background": background_colour(picture, pose)}
    return {
        "pck": round(pck, 3),
        "pose_followed": pck >= FOLLOWED,
        "seen": seen,
        "colours_right": all(seen[part] == case[part] for part in seen),
    }


def summary(results: list[dict[str, object]], cases: list[dict[str, str]]) -> dict[str, object]:
    """Counts over all cases."""
    parts = {part: sum(r["seen"][part] == c[part] for r, c in zip(results, cases)) for part in ("top", "bottom", "background")}
    return {
        "cases": len(cases),
        "mean_pck": round(float(np.mean([r["pck"] for r in results])), 3),
        "poses_followed": sum(bool(r["pose_followed"]) for r in results),
        "all_colours_right": sum(bool(r["colours_right"]) for r in results),
        **{f"{part}_right": count for part, count in parts.items()},
    }


def contact_sheet(pictures: list[np.ndarray], poses: list[Pose]) -> np.ndarray:
    """Rows of skeletons above their pictures."""
    skeletons = [
        cv2.resize(draw_skeletons([canvas_points(pose)]), (PICTURE_SIDE, PICTURE_SIDE), interpolation=cv2.INTER_AREA)
        for pose in poses
    ]
    rows = []
    for start in range(0, len(pictures), COLUMNS):
        rows += [np.hstack(skeletons[start : start + COLUMNS]), np.hstack(pictures[start : start + COLUMNS])]
    return np.vstack(rows)


def table(cases: list[dict[str, str]], results: list[dict[str, object]]) -> str:
    """A Markdown table of all cases; wrong colours say what was seen."""
    lines = ["| case | pose | PCK@0.1 | shirt | trousers | background |", "| --- | --- | --- | --- | --- | --- |"]
    for case, result in zip(cases, results):
        seen = result["seen"]
        marks = [case[part] if seen[part] == case[part] else f"{case[part]} (seen {seen[part]})" for part in ("top", "bottom", "background")]
        lines.append(f"| {case['name']} | {case['family']} | {result['pck']:.2f} | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Judge all pictures and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, help="default: CASES/pictures")
    parser.add_argument("--network", choices=("own", "page"), default="own", help="WORK/keypoints.pt, or the page's detector")
    options = parser.parse_args()
    folder = options.pictures or options.cases / "pictures"
    cases = json.loads((options.cases / "cases.json").read_text())
    poses = [held_out_pose(index) for index in range(len(cases))]
    own = options.network == "own"
    net = load(options.work) if own else PageKeypoints()
    pictures = [read_picture(folder / f"{case['name']}.png") for case in cases]
    results = [judge(net, *item) for item in zip(pictures, poses, cases)]
    ideal = [judge(net, ideal_picture(case, pose), pose, case) for case, pose in zip(cases, poses)]
    report = {
        "keypoint_network": json.loads((options.work / "keypoints.json").read_text()) if own else NOTE,
        "pictures": summary(results, cases),
        "renders_of_the_same_cases": summary(ideal, cases),
        "per_case": [case | result for case, result in zip(cases, results)],
    }
    (folder / "report.json").write_text(json.dumps(report, indent=2) + "\n")
    (folder / "report.md").write_text(table(cases, results))
    cv2.imwrite(str(folder / "sheet.png"), cv2.cvtColor(contact_sheet(pictures, poses), cv2.COLOR_RGB2BGR))
    print(json.dumps({key: report[key] for key in ("keypoint_network", "pictures", "renders_of_the_same_cases")}, indent=2))


if __name__ == "__main__":
    main()
