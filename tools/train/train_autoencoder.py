"""Train the AutoencoderKL (8x smaller, 4 channels) on the rendered pictures, then encode all of them.

Reads WORK/data/pictures.npy; writes the diffusers folder WORK/vae (with the measured scaling factor),
WORK/vae.jsonl (losses), WORK/vae.pt (checkpoint; training resumes from it) and WORK/data/latents.npy, float16 [N, 4, 16, 16], scaled to unit deviation.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from precision import half_precision
from processes import agree, run_processes
from schedule import Clock, learning_rate_factor, set_learning_rate
from whole import save_whole

CONFIG = {
    "block_out_channels": (16, 32, 64, 96),
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "layers_per_block": 1,
    "norm_num_groups": 8,
    "latent_channels": 4,
    "sample_size": 128,
}
CROP = 64
CROPS_UNTIL = 0.6
KL_WEIGHT = 3e-4
BATCH = 8
PEAK_RATE = 1.2e-3
SAVE_SECONDS = 120


def to_tensor(pictures: np.ndarray) -> torch.Tensor:
    """uint8 [n, h, w, 3] to float32 [n, 3, h, w] in -1..1, channels last in memory."""
    tensor = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2)
    return (tensor.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def opponent(pictures: torch.Tensor) -> torch.Tensor:
    """RGB to lightness, red against green, yellow against blue: hues weigh as much as light and dark."""
    red, green, blue = pictures.unbind(1)
    return torch.stack([(red + green + blue) / 3, red - green, (red + green) / 2 - blue], 1)


def picture_loss(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Errors of pixels, of their horizontal and vertical steps and, so that colours come first, of coarser scales."""
    loss = F.l1_loss(made, wanted) + F.mse_loss(made, wanted)
    for axis in (2, 3):
        loss = loss + 0.2 * F.l1_loss(made.diff(dim=axis), wanted.diff(dim=axis))
    made, wanted = opponent(made), opponent(wanted)
    for factor in (2, 4, 8):
        coarse, target = F.avg_pool2d(made, factor), F.avg_pool2d(wanted, factor)
        loss = loss + F.l1_loss(coarse, target) + 2 * F.mse_loss(coarse, target)
    return loss


def draw_batch(rng: np.random.Generator, pictures: np.ndarray, count: int, crops: bool) -> torch.Tensor:
    """`count` whole pictures or, for the same work, four times as many crops of a quarter of their area."""
    side = pictures.shape[1]
    if not crops:
        return to_tensor(pictures[np.sort(rng.integers(0, len(pictures), count))])
    chosen = []
    for index in rng.integers(0, len(pictures), 4 * count):
        y, x = rng.integers(0, side - CROP + 1, 2)
        chosen.append(pictures[index, y : y + CROP, x : x + CROP])
    return to_tensor(np.stack(chosen))


class Reconstruction(nn.Module):
    """Encode, draw from the posterior, decode."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae
        for module in vae.modules():
            if isinstance(module, nn.GroupNorm):  # its backward pass is several times faster in float32
                module.register_forward_pre_hook(lambda _, inputs: (inputs[0].float(),))

    def forward(self, wanted: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures [n, 3, h, w] -> the same, made anew, and the mean divergence per latent number."""
        posterior = self.vae.encode(wanted).latent_dist
        return self.vae.decode(posterior.sample()).sample, posterior.kl().mean() / posterior.mean[0].numel()


def train(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Optimise for the given time, from the checkpoint if there is one."""
    pictures = np.load(options.work / "data" / "pictures.npy", mmap_mode="r")
    torch.manual_seed(0)
    vae = AutoencoderKL(**CONFIG).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW([{"params": list(vae.parameters()), "peak": PEAK_RATE}], weight_decay=1e-4, betas=(0.9, 0.99))
    step, used, checkpoint = 0, 0.0, options.work / "vae.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        vae.load_state_dict(state["vae"])
        optimizer.load_state_dict(state["optimizer"])
        step, used = state["step"], state["seconds"]
    rng = np.random.default_rng((step, rank))
    torch.manual_seed(step * processes + rank)
    reconstruct = DistributedDataParallel(Reconstruction(vae), gradient_as_bucket_view=True)
    clock, saved = Clock(options.minutes, used), used
    while (progress := agree(clock.progress)) < 1:
        set_learning_rate(optimizer, learning_rate_factor(step, progress, 50, 0.5))
        wanted = draw_batch(rng, pictures, BATCH // processes, progress < CROPS_UNTIL)
        with half_precision():
            made, divergence = reconstruct(wanted)
        loss = picture_loss(made.float(), wanted)
        (loss + KL_WEIGHT * divergence).backward()
        nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if rank == 0 and step % 20 == 0:
            entry = {"step": step, "seconds": round(clock.used, 1), "loss": loss.item(), "kl": divergence.item()}
            with (options.work / "vae.jsonl").open("a") as log:
                log.write(json.dumps(entry) + "\n")
        if rank == 0 and clock.used - saved > SAVE_SECONDS:
            saved = clock.used
            save_whole({"vae": vae.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "seconds": saved}, checkpoint)
    if rank == 0:
        save_whole({"vae": vae.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "seconds": clock.used}, checkpoint)


@torch.no_grad()
def encode_share(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Write this process's share of the posterior means, unscaled, float16."""
    pictures = np.load(options.work / "data" / "pictures.npy", mmap_mode="r")
    latents = np.load(options.work / "data" / "latents.npy", mmap_mode="r+")
    vae = AutoencoderKL(**CONFIG).to(memory_format=torch.channels_last).eval()
    vae.load_state_dict(torch.load(options.work / "vae.pt", weights_only=True)["vae"])
    for start in range(32 * rank, len(pictures), 32 * processes):
        with half_precision():
            mean = vae.encode(to_tensor(pictures[start : start + 32])).latent_dist.mean
        latents[start : start + 32] = mean.float().numpy()
    latents.flush()


def finish(work: Path) -> float:
    """Scale the latents to unit deviation and save the model with that factor."""
    latents = np.load(work / "data" / "latents.npy")
    scaling = 1 / float(latents[::8].astype(np.float32).std())
    np.save(work / "data" / "latents.npy", (latents.astype(np.float32) * scaling).astype(np.float16))
    vae = AutoencoderKL(**CONFIG, scaling_factor=scaling)
    vae.load_state_dict(torch.load(work / "vae.pt", weights_only=True)["vae"])
    vae.save_pretrained(work / "vae")
    return scaling


def main() -> None:
    """Train, encode, measure the scaling factor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=20, help="in all, earlier runs included")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    run_processes(options.processes, train, options)
    count = len(np.load(options.work / "data" / "pictures.npy", mmap_mode="r"))
    np.lib.format.open_memmap(options.work / "data" / "latents.npy", "w+", np.float16, (count, 4, 16, 16)).flush()
    run_processes(options.processes, encode_share, options)
    print(f"scaling factor {finish(options.work):.4f}")


if __name__ == "__main__":
    main()
