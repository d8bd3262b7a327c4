"""What diffusers and transformers give in float32 for the models of make_models.py, stage by stage: text states,
the hint's embedding, ControlNet's residuals, the UNet's prediction and the decoded picture.

Run: python3 tools/full_size/reference.py --models DIR --out FILE   (needs the packages of tools/fixtures/requirements.txt)

The networks are made from the same seeds as the files and checked against them. Tensors are named
<graph>/<inputs|outputs>/<name>, where graphs that depend on the picture's size are called <graph>_<pixels>.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from networks import load, public_name

SIZES = (256, 512)
PROMPTS = 2
TOKENS = 77
START, END = 49406, 49407
WORDS = 12
TIMESTEP = 499.0
FACTOR = 8

FILES = {
    "text_encoder": "text_encoder/model.fp16.safetensors",
    "controlnet": "controlnet/diffusion_pytorch_model.fp16.safetensors",
    "unet": "unet/diffusion_pytorch_model.fp16.safetensors",
}

Reference = dict[str, torch.Tensor]


def add(reference: Reference, graph: str, role: str, tensors: Reference) -> None:
    for name, tensor in tensors.items():
        reference[f"{graph}/{role}/{name}"] = tensor.detach().contiguous().clone()


def check_against_file(models: Path, network: str, module: torch.nn.Module) -> None:
    """One tensor is enough to see that the files are of these seeds."""
    with safe_open(models / "diffusers" / FILES[network], "pt") as file:
        name, parameter = next(iter(module.named_parameters()))
        stored = file.get_tensor(public_name(network, name)).float()
    if not torch.equal(stored, parameter):
        raise SystemExit(f"{FILES[network]} was not made by make_models.py: run it again.")


def opened(models: Path, network: str) -> torch.nn.Module:
    module = load(network)
    if network in FILES:
        check_against_file(models, network, module)
    return module


def text(models: Path, reference: Reference) -> torch.Tensor:
    words = torch.randint(0, START, (PROMPTS, WORDS))
    ids = torch.full((PROMPTS, TOKENS), END)
    ids[:, 0] = START
    ids[:, 1 : WORDS + 1] = words
    states = opened(models, "text_encoder")(input_ids=ids).last_hidden_state
    add(reference, "text", "inputs", {"input_ids": ids.int()})
    add(reference, "text", "outputs", {"last_hidden_state": states})
    return states


def latents(pixels: int) -> torch.Tensor:
    return torch.randn(1, 4, pixels // FACTOR, pixels // FACTOR)


def controlnet(models: Path, reference: Reference, samples: dict[int, torch.Tensor], states: torch.Tensor) -> dict:
    module = opened(models, "controlnet")
    residuals = {}
    for pixels, sample in samples.items():
        image = torch.rand(1, 3, pixels, pixels)
        hint = module.controlnet_cond_embedding(image)
        add(reference, f"hint_{pixels}", "inputs", {"controlnet_cond": image})
        add(reference, f"hint_{pixels}", "outputs", {"control_hint": hint})
        down, mid = module(sample, TIMESTEP, encoder_hidden_states=states,
                           controlnet_cond=image.expand(PROMPTS, -1, -1, -1), return_dict=False)  # fmt: skip
        outputs = {**{f"down_block_res_{i}": value for i, value in enumerate(down)}, "mid_block_res": mid}
        residuals[pixels] = outputs
        inputs = {"sample": sample, "encoder_hidden_states": states, "control_hint": hint,
                  "timestep": torch.tensor([TIMESTEP])}  # fmt: skip
        add(reference, f"controlnet_{pixels}", "inputs", inputs)
        add(reference, f"controlnet_{pixels}", "outputs", outputs)
        norms = ", ".join(f"{value.norm() / value.numel() ** 0.5:.3f}" for value in outputs.values())
        print(f"{pixels} px: residuals of root mean square {norms}", flush=True)
    return residuals


def unet(models: Path, reference: Reference, samples: dict, states: torch.Tensor, residuals: dict) -> None:
    module = opened(models, "unet")
    for pixels, sample in samples.items():
        *down, mid = residuals[pixels].values()
        alone = module(sample, TIMESTEP, encoder_hidden_states=states).sample
        prediction = module(sample, TIMESTEP, encoder_hidden_states=states, down_block_additional_residuals=down,
                            mid_block_additional_residual=mid).sample  # fmt: skip
        inputs = {"sample": sample, "encoder_hidden_states": states, "timestep": torch.tensor([TIMESTEP])}
        add(reference, f"unet_{pixels}", "inputs", {**inputs, **residuals[pixels]})
        add(reference, f"unet_{pixels}", "outputs", {"prediction": prediction})
        moved = (prediction - alone).norm() / alone.norm()
        between = (prediction[0] - prediction[1]).norm() / prediction[0].norm()
        print(f"{pixels} px: ControlNet moves the prediction by {moved:.2f} of its norm, the prompt by {between:.2f}",
              flush=True)  # fmt: skip


def decoder(models: Path, reference: Reference) -> None:
    module = opened(models, "vae")
    for pixels in SIZES:
        source = latents(pixels)
        add(reference, f"decoder_{pixels}", "inputs", {"latents": source})
        add(reference, f"decoder_{pixels}", "outputs", {"sample": module.decode(source).sample})


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    reference: Reference = {}
    states = text(options.models, reference)
    # Both prompts see the same latents, as with guidance.
    samples = {pixels: latents(pixels).expand(PROMPTS, -1, -1, -1) for pixels in SIZES}
    residuals = controlnet(options.models, reference, samples, states)
    unet(options.models, reference, samples, states, residuals)
    decoder(options.models, reference)
    save_file(reference, options.out)
    print(f"{len(reference)} tensors: {options.out}")


if __name__ == "__main__":
    main()
