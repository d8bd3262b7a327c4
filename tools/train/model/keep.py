"""The averaged weights of stages, small enough for the repository: training goes on from them on another machine.

`python -m model.keep --work WORK --out START` writes them; `model.run --start START` begins an empty WORK with them. The
optimizer's averages are not among them and begin anew.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from shipped import unpack
from whole import whole_folder

STAGES = ("text", "autoencoder", "diffusion")
"""Each needs those before it."""
IN_BYTES = ("diffusion",)
"""These are so large that their matrices and kernels are kept as int8, each row with a scale; all else is in float16."""
DOCUMENTS = {
    "text": ("tokenizer", "text.jsonl"),  # captions are too large, and drawn again where they are needed
    "autoencoder": ("autoencoder.json", "autoencoder.jsonl"),
    "diffusion": ("diffusion.jsonl",),
}


def keep(work: Path, start: Path, last: str) -> None:
    """Write the stages up to one into START, in the place of what was kept there; nothing else may lie there."""
    stages = STAGES[: STAGES.index(last) + 1]
    foreign = sorted({path.name for path in start.glob("*")} - set(names_of(STAGES)))
    if foreign:
        raise ValueError(f"{start} holds {foreign[0]}, which was not kept by this command; name another --out")
    with whole_folder(start) as fresh:
        for name in stages:
            state = torch.load(work / f"{name}.pt", weights_only=True, map_location="cpu")
            told = {key: str(state[key]) for key in ("step", "seconds")}
            save_file(small(state["average"], name in IN_BYTES), fresh / f"{name}.safetensors", metadata=told)
        copy_documents(work, fresh, stages)


def small(weights: dict[str, torch.Tensor], in_bytes: bool) -> dict[str, torch.Tensor]:
    """Weights in few bytes, as `shipped.unpack` takes them: `NAME.q` and `NAME.scales` [rows] in the place of a matrix or kernel."""
    kept = {}
    for name, value in weights.items():
        if not in_bytes or value.ndim < 2:
            kept[name] = value.half().contiguous()
            continue
        rows = value.flatten(1)
        scales = rows.abs().amax(1).clamp(min=1e-12) / 127
        kept[f"{name}.scales"] = scales
        kept[f"{name}.q"] = (rows / scales[:, None]).round().to(torch.int8).view(value.shape).contiguous()
    return kept


def take_up(start: Path, work: Path) -> None:
    """Begin WORK with what was kept; ValueError where nothing was, or where a training lies in WORK already."""
    stages = tuple(name for name in STAGES if (start / f"{name}.safetensors").exists())
    if not stages:
        raise ValueError(f"{start} holds no weights that were kept; name the folder that model.keep wrote")
    if any(work.glob("*")):
        raise ValueError(f"{work} holds a training already; leave out --start to go on with it, or name another --work")
    with whole_folder(work) as fresh:
        copy_documents(start, fresh, stages)
        for name in stages:
            with safe_open(start / f"{name}.safetensors", "pt") as kept:
                average = unpack({key: kept.get_tensor(key) for key in kept.keys()})
                told = kept.metadata()
            state = {"network": average, "average": average, "step": int(told["step"]), "seconds": float(told["seconds"])}
            torch.save(state, fresh / f"{name}.pt")


def names_of(stages: tuple[str, ...]) -> list[str]:
    """The files and folders in which stages are kept."""
    return [name for stage in stages for name in (f"{stage}.safetensors", *DOCUMENTS[stage])]


def copy_documents(source: Path, target: Path, stages: tuple[str, ...]) -> None:
    """Copy the small files that go with stages."""
    for name in (name for stage in stages for name in DOCUMENTS[stage]):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copy(source / name, target / name)


def main() -> None:
    """Keep what there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--last", choices=STAGES, default="autoencoder", help="the last stage to keep")
    options = parser.parse_args()
    keep(options.work, options.out, options.last)


if __name__ == "__main__":
    main()
