"""Stable Diffusion 1.5 at full size with seeded random weights, in the file layouts of the public models, to prove what
does not depend on what the weights say: names, shapes, sizes, memory, time, and agreement with diffusers.

Run: python3 tools/full_size/make_models.py --out DIR   (needs the packages of tools/fixtures/requirements.txt)

--layout diffusers writes a diffusers folder (fp16 files, controlnet/ and tiny_vae/ inside of it) and the LoRA; --layout
ldm the same weights as one file, and the ControlNet in its original names.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

import torch

import configs
import names
from networks import shapes_of, values_of
from safetensors_stream import Tensor, write
from tokenizer import write_tokenizer

FROM_TORCH = {"format": "pt"}
LORA_RANK = 64
LORA_ALPHA = 8.0
LORA_GAIN = 0.1
# The layers of the UNet that the public LCM LoRA changes.
LORA_LAYERS = ("to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2", "conv1", "conv2",
               "conv_shortcut", "downsamplers.0.conv", "upsamplers.0.conv", "time_emb_proj")  # fmt: skip

# What training left in the LDM file beside the networks; a reader must pass over it.
TRAINING_LEFTOVERS = (
    "betas", "alphas_cumprod", "alphas_cumprod_prev", "sqrt_alphas_cumprod", "sqrt_one_minus_alphas_cumprod",
    "log_one_minus_alphas_cumprod", "sqrt_recip_alphas_cumprod", "sqrt_recipm1_alphas_cumprod", "posterior_variance",
    "posterior_log_variance_clipped", "posterior_mean_coef1", "posterior_mean_coef2",
)  # fmt: skip

CONFIGS = {
    "unet": configs.UNET,
    "controlnet": configs.CONTROLNET,
    "vae": configs.VAE,
    "tiny_vae": configs.TINY_VAE,
    "text_encoder": configs.TEXT_ENCODER,
}


def reshaped(network: str, name: str, shape: tuple[int, ...], target: tuple[int, ...]) -> torch.Tensor:
    return values_of(network, name, shape).reshape(target)


def plain(network: str) -> dict[str, Tensor]:
    """A network under today's names."""
    return {
        name: Tensor(shape, partial(values_of, network, name, shape)) for name, shape in shapes_of(network).items()
    }


def text_encoder() -> dict[str, Tensor]:
    """With the numbers of the positions, which older versions of transformers saved as if they were weights."""
    positions = configs.TEXT_ENCODER["max_position_embeddings"]
    ids = Tensor((1, positions), lambda: torch.arange(positions)[None], torch.int64)
    return {**plain("text_encoder"), "text_model.embeddings.position_ids": ids}


def renamed(tensors: dict[str, Tensor], rename, prefix: str = "") -> dict[str, Tensor]:
    return {prefix + rename(name): tensor for name, tensor in tensors.items()}


def in_float32(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: Tensor(tensor.shape, tensor.make, torch.float32) for name, tensor in tensors.items()}


def ldm_checkpoint() -> dict[str, Tensor]:
    autoencoder = {}
    for name, shape in shapes_of("vae").items():
        target = names.ldm_vae(name)
        target_shape = names.ldm_vae_shape(target, shape)
        autoencoder[f"first_stage_model.{target}"] = Tensor(
            target_shape, partial(reshaped, "vae", name, shape, target_shape)
        )
    return {
        **renamed(plain("unet"), names.ldm_denoiser, "model.diffusion_model."),
        **autoencoder,
        **renamed(text_encoder(), str, "cond_stage_model.transformer."),
        **{name: Tensor((1000,), lambda: torch.zeros(1000)) for name in TRAINING_LEFTOVERS},
        "model_ema.decay": Tensor((), lambda: torch.tensor(0.9999)),
        "model_ema.num_updates": Tensor((), lambda: torch.tensor(0), torch.int64),
    }


def lora() -> dict[str, Tensor]:
    """Three tensors a layer: alpha, the way down to the rank, the way up."""
    tensors: dict[str, Tensor] = {}
    for name, shape in shapes_of("unet").items():
        module = name.removesuffix(".weight")
        if not name.endswith(tuple(f".{layer}.weight" for layer in LORA_LAYERS)):
            continue
        down = (LORA_RANK, *shape[1:])
        up = (shape[0], LORA_RANK, *(1 for _ in shape[2:]))
        key = names.kohya_module(module)
        tensors[f"{key}.alpha"] = Tensor((), lambda: torch.tensor(LORA_ALPHA))
        for part, part_shape in (("lora_down", down), ("lora_up", up)):
            tensors[f"{key}.{part}.weight"] = Tensor(part_shape, partial(lora_values, f"{module}.{part}", part_shape))
    return tensors


def lora_values(name: str, shape: tuple[int, ...]) -> torch.Tensor:
    return LORA_GAIN * values_of("lora", name, shape)


def save(path: Path, tensors: dict[str, Tensor]) -> None:
    size = write(path, tensors, FROM_TORCH)
    print(f"{size:>12} bytes, {len(tensors):>4} tensors: {path}", flush=True)


def save_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


def write_diffusers(out: Path, attention_names: str) -> None:
    root = out / "diffusers"
    for network, config in CONFIGS.items():
        save_json(root / network / "config.json", config)
    save_json(root / "scheduler/scheduler_config.json", configs.SCHEDULER)
    save_json(root / "model_index.json", configs.MODEL_INDEX)
    write_tokenizer(root / "tokenizer")
    vae = renamed(plain("vae"), names.legacy_vae if attention_names == "legacy" else str)
    save(root / "vae/diffusion_pytorch_model.fp16.safetensors", vae)
    save(root / "tiny_vae/diffusion_pytorch_model.safetensors", in_float32(plain("tiny_vae")))
    save(root / "text_encoder/model.fp16.safetensors", text_encoder())
    for network in ("controlnet", "unet"):
        save(root / network / "diffusion_pytorch_model.fp16.safetensors", plain(network))
    save(out / "lora/lcm-lora-sdv1-5.safetensors", lora())


def write_ldm(out: Path) -> None:
    root = out / "ldm"
    save(root / "v1-5-pruned-emaonly-fp16.safetensors", ldm_checkpoint())
    save(
        root / "control_v11p_sd15_openpose_fp16.safetensors",
        renamed(plain("controlnet"), names.ldm_denoiser, "control_model."),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layout", choices=("diffusers", "ldm", "both"), default="both")
    parser.add_argument("--vae-attention-names", choices=("legacy", "current"), default="current",
                        help="of the diffusers folder; float32 files of the time have the legacy ones")  # fmt: skip
    options = parser.parse_args()
    if options.layout != "ldm":
        write_diffusers(options.out, options.vae_attention_names)
    if options.layout != "diffusers":
        write_ldm(options.out)


if __name__ == "__main__":
    main()
