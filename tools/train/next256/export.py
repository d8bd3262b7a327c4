"""Write the trained parts as an ordinary diffusers folder, WORK/export/NAME, and as a small bundle to carry elsewhere.

`python -m next256.export --work WORK --stage diffusion` writes those of a stage before the last, to be looked at or judged.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from diffusers import DDIMScheduler, StableDiffusionControlNetPipeline
from safetensors.torch import save_file

from export import remove_local_paths
from models import BETAS, PREDICTION
from next256.autoencoder import open_autoencoder
from next256.machine import Machine
from next256.networks import open_networks
from next256.rollouts import STAGES
from next256.sizes import SIZES, Size
from next256.words import open_tokenizer
from whole import whole_folder

NAME = "armature-256"
PART_BYTES = 15_000_000


def open_pipeline(work: Path, size: Size, stage: str) -> StableDiffusionControlNetPipeline:
    """The pipeline of a stage's averaged weights, on the processor."""
    machine = Machine(compiled=False)
    tokenizer = open_tokenizer(work)
    networks = open_networks(work, size, machine, tokenizer, stage).cpu().to(memory_format=torch.contiguous_format)
    autoencoder = open_autoencoder(work, size, machine).cpu().to(memory_format=torch.contiguous_format)
    scheduler = DDIMScheduler(
        **BETAS, prediction_type=PREDICTION, clip_sample=False, set_alpha_to_one=True, timestep_spacing="trailing"
    )
    return StableDiffusionControlNetPipeline(
        vae=autoencoder, text_encoder=networks.text_encoder, tokenizer=tokenizer, unet=networks.unet,
        controlnet=networks.controlnet, scheduler=scheduler,
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )


def run_export(work: Path, size: Size, stage: str = "few_steps") -> Path:
    """Export. A stage before the last has a folder of its own name, and no bundle."""
    is_last = stage == "few_steps"
    target = work / "export" / (NAME if is_last else f"{NAME}-{stage}")
    with whole_folder(target) as fresh:
        open_pipeline(work, size, stage).save_pretrained(fresh)
        shutil.copytree(work / "tokenizer", fresh / "tokenizer", dirs_exist_ok=True)
        remove_local_paths(fresh)
        if is_last:
            mark_as_distilled(fresh / "scheduler" / "scheduler_config.json")
    if is_last:
        bundle(work, target)
    return target


def mark_as_distilled(file: Path) -> None:
    """Let the page know that there are no other levels than those of so many steps."""
    file.write_text(json.dumps(json.loads(file.read_text()) | {"distilled_steps": STAGES}, indent=2) + "\n")


def bundle(work: Path, folder: Path) -> None:
    """The folder's weights in float16, a few tensors a file, and all its small files in one: WORK/bundle."""
    from safetensors.torch import load_file

    target = work / "bundle"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    part, used, number = {}, 0, 0

    def close() -> None:
        nonlocal part, used, number
        if part:
            save_file(part, target / f"weights-{number}.safetensors")
            part, used, number = {}, 0, number + 1

    for path in sorted(folder.rglob("*.safetensors")):
        for name, value in load_file(path).items():
            half = value.half().contiguous()
            if used + half.nbytes > PART_BYTES:
                close()
            part[f"{path.parent.name}/{name}"] = half
            used += half.nbytes
    close()
    documents = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.suffix in (".json", ".txt")}
    (target / "documents.json").write_text(json.dumps(documents))


def unbundle(source: Path, target: Path) -> None:
    """The diffusers folder of a bundle."""
    from safetensors.torch import load_file

    for path, text in json.loads((source / "documents.json").read_text()).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text)
    parts: dict[str, dict[str, torch.Tensor]] = {}
    for path in sorted(source.glob("*.safetensors")):
        for name, value in load_file(path).items():
            part, tensor = name.split("/", 1)
            parts.setdefault(part, {})[tensor] = value.float()
    for part, tensors in parts.items():
        file = "model.safetensors" if part == "text_encoder" else "diffusion_pytorch_model.safetensors"
        save_file(tensors, target / part / file, metadata={"format": "pt"})


def main() -> None:
    """Export what there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "next256")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--stage", choices=("diffusion", "few_steps"), default="few_steps")
    options = parser.parse_args()
    print(run_export(options.work, SIZES[options.size], options.stage))


if __name__ == "__main__":
    main()
