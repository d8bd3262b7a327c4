"""Make pictures with diffusers: those of the held-out cases, for a check without the product.

`python -m evaluate.generate --work WORK --cases DIR` reads DIR/cases.json and writes DIR/pictures/NN.png.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from diffusers import ControlNetModel, DPMSolverMultistepScheduler, StableDiffusionControlNetPipeline
from PIL import Image

from export import NAME
from renderer.poses import Pose
from skeleton import canvas_points, hint_picture


def load_exported(folder: Path) -> StableDiffusionControlNetPipeline:
    """The exported model with the sampler used for checks (DPM++ 2M on Karras sigmas)."""
    controlnet = ControlNetModel.from_pretrained(folder / "controlnet")
    pipeline = StableDiffusionControlNetPipeline.from_pretrained(folder, controlnet=controlnet, safety_checker=None)
    pipeline.scheduler = DPMSolverMultistepScheduler.from_config(pipeline.scheduler.config, use_karras_sigmas=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def hint_of_file(pose_path: Path) -> Image.Image:
    """The hint picture of an OpenPose-format JSON file on a 512 px canvas."""
    people = []
    for person in json.loads(pose_path.read_text())["people"]:
        numbers = person["pose_keypoints_2d"]
        triples = zip(numbers[::3], numbers[1::3], numbers[2::3])
        people.append([complex(x, y) if seen else None for x, y, seen in triples])
    return Image.fromarray(hint_picture(people))


def hint_of_poses(poses: list[Pose]) -> Image.Image:
    """The hint picture of drawn people."""
    return Image.fromarray(hint_picture([canvas_points(pose) for pose in poses]))


def generate(
    pipeline: StableDiffusionControlNetPipeline, prompt: str, hint: Image.Image, seed: int, steps: int = 12, cfg: float = 4
) -> Image.Image:
    """One 128 px picture."""
    made = pipeline(
        prompt, image=hint, num_inference_steps=steps, guidance_scale=cfg, generator=torch.Generator().manual_seed(seed)
    )
    return made.images[0]


def main() -> None:
    """Generate one picture per case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--cfg", type=float, default=4)
    options = parser.parse_args()
    pipeline = load_exported(options.work / "export" / NAME)
    pictures = options.cases / "pictures"
    pictures.mkdir(exist_ok=True)
    for case in json.loads((options.cases / "cases.json").read_text()):
        hint = hint_of_file(options.cases / case["pose"])
        made = generate(pipeline, case["prompt"], hint, case["seed"], options.steps, options.cfg)
        made.save(pictures / f"{case['name']}.png")


if __name__ == "__main__":
    main()
