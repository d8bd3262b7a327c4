"""Write the trained parts as an ordinary diffusers folder, with the averaged weights.

Reads WORK/vae, WORK/tokenizer, WORK/text_encoder and WORK/diffusion.pt; writes WORK/export/armature-tiny
(model_index.json, unet, controlnet, vae, text_encoder, tokenizer, scheduler), replacing it in one step.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionControlNetPipeline
from diffusers.models.attention_processor import AttnProcessor2_0
from transformers import CLIPTextModel, CLIPTokenizer

from models import BETAS, PREDICTION
from train_diffusion import Networks
from whole import whole_folder

NAME = "armature-tiny"


def load_pipeline(work: Path) -> StableDiffusionControlNetPipeline:
    """The pipeline of the latest checkpoint's averaged weights."""
    networks = Networks(CLIPTextModel.from_pretrained(work / "text_encoder"))
    networks.load_state_dict(torch.load(work / "diffusion.pt", weights_only=True)["average"])
    networks.eval().to(memory_format=torch.contiguous_format)
    for part in (networks.unet, networks.controlnet):
        part.set_attn_processor(AttnProcessor2_0())
    scheduler = DDIMScheduler(
        **BETAS, prediction_type=PREDICTION, clip_sample=False, set_alpha_to_one=False, steps_offset=1
    )
    return StableDiffusionControlNetPipeline(
        vae=AutoencoderKL.from_pretrained(work / "vae").eval(),
        text_encoder=networks.text_encoder,
        tokenizer=CLIPTokenizer.from_pretrained(work / "tokenizer"),
        unet=networks.unet,
        controlnet=networks.controlnet,
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def remove_local_paths(folder: Path) -> None:
    """Forget where the parts were loaded from."""
    for path in folder.rglob("*config.json"):
        config = json.loads(path.read_text())
        if config.pop("_name_or_path", None) is not None:
            path.write_text(json.dumps(config, indent=2) + "\n")


def main() -> None:
    """Export beside the destination, then swap."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    options = parser.parse_args()
    target = options.work / "export" / NAME
    with whole_folder(target) as fresh:
        load_pipeline(options.work).save_pretrained(fresh)
        shutil.copytree(options.work / "tokenizer", fresh / "tokenizer", dirs_exist_ok=True)
        remove_local_paths(fresh)
    print(target)


if __name__ == "__main__":
    main()
