"""Go on training the autoencoder's decoder alone, against the fixed latents.

The encoder stays as it is, so latents and the diffusion model stay valid; pictures get sharper. Noise of varied
strength is added to the latents: a sampler's results are not exact either, and the decoder learns to smooth it away.
Reads WORK/vae and WORK/data; writes WORK/decoder.pt (checkpoint; training resumes from it) and replaces WORK/vae.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from precision import half_precision
from processes import agree, run_processes
from schedule import Clock, learning_rate_factor, set_learning_rate
from train_autoencoder import picture_loss, to_tensor
from whole import save_whole

BATCH = 8
PEAK_RATE = 1e-3
LATENT_NOISE = 0.2  # at most, of the scaled latents' unit deviation
SAVE_SECONDS = 120


class Decoding(nn.Module):
    """The decoder with the convolution before it."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.post_quant_conv, self.decoder = vae.post_quant_conv, vae.decoder
        for module in self.modules():
            if isinstance(module, nn.GroupNorm):  # its backward pass is several times faster in float32
                module.register_forward_pre_hook(lambda _, inputs: (inputs[0].float(),))

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        """Unscaled latents [n, 4, 16, 16] -> pictures [n, 3, 128, 128]."""
        return self.decoder(self.post_quant_conv(latents))


def train(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Optimise for the given time."""
    pictures = np.load(options.work / "data" / "pictures.npy", mmap_mode="r")
    latents = np.load(options.work / "data" / "latents.npy", mmap_mode="r")
    vae = AutoencoderKL.from_pretrained(options.work / "vae").to(memory_format=torch.channels_last)
    decoding = Decoding(vae).train()
    optimizer = torch.optim.AdamW([{"params": list(decoding.parameters()), "peak": PEAK_RATE}], weight_decay=1e-4, betas=(0.9, 0.99))
    step, used, checkpoint = 0, 0.0, options.work / "decoder.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        decoding.load_state_dict(state["decoder"])
        optimizer.load_state_dict(state["optimizer"])
        step, used = state["step"], state["seconds"]

    def save() -> None:
        state = {"decoder": decoding.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "seconds": clock.used}
        save_whole(state, checkpoint)

    rng = np.random.default_rng((1, step, rank))
    torch.manual_seed(step * processes + rank)
    shared = DistributedDataParallel(decoding, gradient_as_bucket_view=True)
    clock, saved = Clock(options.minutes, used), used
    while (progress := agree(clock.progress)) < 1:
        set_learning_rate(optimizer, learning_rate_factor(step, progress, 50, 0.5))
        chosen = np.sort(rng.integers(0, len(pictures), BATCH // processes))
        scaled = torch.from_numpy(latents[chosen].astype(np.float32))
        strength = torch.rand(len(scaled), 1, 1, 1) * LATENT_NOISE
        disturbed = scaled + torch.randn_like(scaled) * strength
        with half_precision():
            made = shared((disturbed / vae.config.scaling_factor).contiguous(memory_format=torch.channels_last))
        loss = picture_loss(made.float(), to_tensor(pictures[chosen]))
        loss.backward()
        nn.utils.clip_grad_norm_(decoding.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if rank == 0 and step % 20 == 0:
            with (options.work / "decoder.jsonl").open("a") as log:
                log.write(json.dumps({"step": step, "seconds": round(clock.used, 1), "loss": loss.item()}) + "\n")
        if rank == 0 and clock.used - saved > SAVE_SECONDS:
            save()
            saved = clock.used
    if rank == 0:
        save()
        vae.to(memory_format=torch.contiguous_format).save_pretrained(options.work / "vae")


def main() -> None:
    """Train in several processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=8, help="in all, earlier runs included")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    run_processes(options.processes, train, options)


if __name__ == "__main__":
    main()
