"""Judge pictures of the held-out cases: `python -m evaluate --work WORK --cases DIR --pictures DIR [--out DIR]`.

CASES is what `world.held_out` wrote; PICTURES holds NNN.png for each case and, for some, NNN-1.png and so on from further seeds,
as `npm run draw-cases` makes them. `--pictures CASES/drawings` judges the world's own drawings: the ceiling. OUT gets report.json,
report.md, and the sheets grid.jpg, failures.jpg and neighbours.jpg. What the measures need themselves, a classifier of styles and
descriptors of training pictures, is made in WORK first, and kept there. Where WORK has the model's autoencoder, the style words of
drawings that went through it are counted, too; where it has the diffusion, the cases are drawn by that the long way, and judged beside
the others.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from detector.decode import Found
from detector.shipped import SHIPPED_DETECTOR, load_folded
from evaluate import colours, diversity, neighbours, poses, report, sheets, styles
from evaluate.autoencoded import autoencoded
from evaluate.cases import Case, read_cases, read_pictures
from evaluate.many_steps import drawn_the_long_way
from model.loop import Deadline
from model.sizes import SIZES, Size

MOST_NEIGHBOURS = 40_000
"""Training pictures that each is compared with: all of a pool, and a part of those that are drawn for each step."""


class Judged:
    """What the measures say of pictures [256, 256, 3], one of each case."""

    def __init__(self, cases: list[Case], pictures: list[np.ndarray], work: Path) -> None:
        self.cases, self.pictures = cases, pictures
        self.found: list[list[Found]] = poses.people_of(load_folded(SHIPPED_DETECTOR), pictures)
        self.poses = [poses.judge(*pair) for pair in zip(cases, self.found)]
        self.colours = colours.judged(cases, pictures)
        self.styles = styles.seen_styles(styles.load(work), pictures)

    def measured(self) -> dict[str, Any]:
        """The figures."""
        return {
            "poses": poses.measured(self.cases, self.found), "colours": colours.measured(self.colours),
            "styles": styles.measured(wanted_styles(self.cases), self.styles),
        }


def wanted_styles(cases: list[Case]) -> list[str]:
    """The style of each case."""
    return [case["labels"]["style"] for case in cases]


def styles_after_autoencoder(work: Path, size: Size, cases: list[Case], drawings: list[np.ndarray]) -> dict[str, Any] | None:
    """Counts of right styles of drawings that went through the model's autoencoder; None where WORK has none."""
    if not (work / "autoencoder.json").exists():
        return None
    seen = styles.seen_styles(styles.load(work), autoencoded(work, size, drawings))
    return styles.measured(wanted_styles(cases), seen)


def judged_the_long_way(work: Path, size: Size, folder: Path, cases: list[Case]) -> dict[str, Any] | None:
    """The figures of what the diffusion draws with guidance; None where WORK has none."""
    if not (work / "diffusion.pt").exists():
        return None
    return Judged(cases, drawn_the_long_way(work, size, folder, cases), work).measured()


def parse() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(prog="evaluate", description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="full", help="of the model in WORK")
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="default: CASES/report")
    parser.add_argument("--neighbours", type=int, help="training pictures that each picture is compared with")
    parser.add_argument("--style-minutes", type=float, default=1e6, help="after which training of the classifier stops")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw")
    return parser.parse_args()


def failed(cases: list[Case], made: Judged, drawn: Judged, copies: list[str]) -> list[dict[str, Any]]:
    """Index, name, prompt and faults of every case whose picture has any."""
    rows = []
    for index, case in enumerate(cases):
        both = (made.poses[index], drawn.poses[index])
        found = report.faults(case, both, made.colours[index], made.styles[index], case["name"] in copies)
        if found:
            rows.append({"index": index, "name": case["name"], "prompt": case["prompt"], "faults": found})
    return rows


def write(out: Path, found: report.Report, made: Judged, drawn: Judged, near: neighbours.Neighbours) -> None:
    """The report and its sheets."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(found, indent=1) + "\n")
    (out / "report.md").write_text(report.markdown(found))
    cases, names = made.cases, [case["name"] for case in made.cases]
    sheets.write(out / "grid.jpg", sheets.grid(cases, made.pictures))
    sheets.write(out / "neighbours.jpg", sheets.closest_pairs(names, made.pictures, near))
    rows = found["failures"]
    if rows:
        pairs = [[some.pictures[row["index"]] for row in rows] for some in (made, drawn)]
        words = [[row["name"], *row["faults"]] for row in rows]
        sheets.write(out / "failures.jpg", sheets.failures(*pairs, words))


def main() -> None:
    """Make what is missing, judge, write."""
    options = parse()
    torch.set_num_threads(1)
    folder, cases = options.pictures, read_cases(options.cases)
    pictures, drawings = read_pictures(folder, cases), read_pictures(options.cases / "drawings", cases)
    options.work.mkdir(parents=True, exist_ok=True)
    trained = styles.train(options.work, Deadline(time.monotonic() + 60 * options.style_minutes), options.workers)
    size = SIZES[options.size]
    count = options.neighbours or min(size.pictures, MOST_NEIGHBOURS)
    files = neighbours.chunk_files(options.work, count, options.workers)
    made, drawn = (Judged(cases, some, options.work) for some in (pictures, drawings))
    names = [case["name"] for case in cases]
    compared, near = neighbours.judged(pictures, drawings, names, files)
    found: report.Report = {
        "cases": len(cases), "styles_trained": trained, "pictures": made.measured(), "drawings": drawn.measured(),
        "many_steps": judged_the_long_way(options.work, size, options.cases, cases),
        "styles_after_autoencoder": styles_after_autoencoder(options.work, size, cases, drawings),
        "neighbours": compared | {"training_pictures_in_all": size.pictures}, "diversity": diversity.measured(cases, pictures, folder),
        "failures": failed(cases, made, drawn, compared["copies"]),
    }
    found["goals"] = report.goals(found)
    write(options.out or options.cases / "report", found, made, drawn, near)
    print("\n".join(report.goal_rows(found)))


if __name__ == "__main__":
    main()
