"""Write the trained parts as an ordinary diffusers folder, WORK/export/NAME.

`python -m model.export --work WORK --stage diffusion` writes those of a stage before the last, to be looked at or judged.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from diffusers import DDIMScheduler, StableDiffusionControlNetPipeline

from model.autoencoder import open_autoencoder
from model.levels import BETAS, PREDICTION
from model.machine import Machine
from model.networks import open_networks
from model.rollouts import STAGES
from model.sizes import SIZES, Size
from model.words import open_tokenizer
from whole import whole_folder

NAME = "armature-256"


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
    """Export. A stage before the last has a folder of its own name."""
    is_last = stage == "few_steps"
    target = work / "export" / (NAME if is_last else f"{NAME}-{stage}")
    with whole_folder(target) as fresh:
        open_pipeline(work, size, stage).save_pretrained(fresh)
        shutil.copytree(work / "tokenizer", fresh / "tokenizer", dirs_exist_ok=True)
        remove_local_paths(fresh)
        if is_last:
            mark_as_distilled(fresh / "scheduler" / "scheduler_config.json")
    return target


def remove_local_paths(folder: Path) -> None:
    """Forget where the parts were loaded from."""
    for path in folder.rglob("*config.json"):
        config = json.loads(path.read_text())
        if config.pop("_name_or_path", None) is not None:
            path.write_text(json.dumps(config, indent=2) + "\n")


def mark_as_distilled(file: Path) -> None:
    """Let the page know that there are no other levels than those of so many steps."""
    file.write_text(json.dumps(json.loads(file.read_text()) | {"distilled_steps": STAGES}, indent=2) + "\n")


def main() -> None:
    """Export what there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--stage", choices=("diffusion", "few_steps"), default="few_steps")
    options = parser.parse_args()
    print(run_export(options.work, SIZES[options.size], options.stage))


if __name__ == "__main__":
    main()
