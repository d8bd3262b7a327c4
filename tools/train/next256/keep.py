"""The averaged weights of stages in float16, small enough for the repository: training goes on from them on another machine.

`python -m next256.keep --work WORK --out START` writes them; `next256.run --start START` begins an empty WORK with them. The
optimizer's averages are not among them and begin anew.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from processes import save_whole

STAGES = ("text", "autoencoder", "diffusion")
DOCUMENTS = ("tokenizer", "autoencoder.json", "text.jsonl", "autoencoder.jsonl", "diffusion.jsonl")


def keep(work: Path, start: Path, stages: tuple[str, ...]) -> None:
    """Write what there is of the stages into START, in the place of what was there."""
    shutil.rmtree(start, ignore_errors=True)
    start.mkdir(parents=True)
    copy_documents(work, start)
    for name in stages:
        state = torch.load(work / f"{name}.pt", weights_only=True, map_location="cpu")
        half = {key: value.half().contiguous() for key, value in state["average"].items()}
        save_file(half, start / f"{name}.safetensors", metadata={key: str(state[key]) for key in ("step", "seconds")})


def take_up(start: Path, work: Path) -> None:
    """Begin an empty WORK with what was kept; ValueError where a training lies there already."""
    if any((work / f"{name}.pt").exists() for name in STAGES):
        raise ValueError(f"{work} holds a training already; leave out --start to go on with it, or name another --work")
    work.mkdir(parents=True, exist_ok=True)
    copy_documents(start, work)
    for file in start.glob("*.safetensors"):
        with safe_open(file, "pt") as kept:
            average = {key: kept.get_tensor(key).float() for key in kept.keys()}
            told = kept.metadata()
        save_whole({
            "network": average, "average": average, "step": int(told["step"]), "seconds": float(told["seconds"]),
        }, work / f"{file.stem}.pt")


def copy_documents(source: Path, target: Path) -> None:
    """Copy the small files that go with the weights, those that are there."""
    for name in DOCUMENTS:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
        elif (source / name).exists():
            shutil.copy(source / name, target / name)


def main() -> None:
    """Keep what there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "next256")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES[:2])
    options = parser.parse_args()
    keep(options.work, options.out, tuple(options.stages))


if __name__ == "__main__":
    main()
