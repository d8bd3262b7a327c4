"""Pictures that are drawn and encoded once and used many times, for machines on which that takes longer than a step.

WORK/pool/NNNN.pt holds a chunk each: latents float16 of the pictures [256, c, 32, 32] and of the same at half the side
[256, c, 16, 16], token ids int16 [256, 64], hints as PNG files, and discs of heads [256, 3, 3].
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch

from model.autoencoder import latents_of, open_autoencoder
from model.heads import heads_of
from model.loop import Deadline, is_done
from model.machine import Machine
from model.sizes import Size
from model.sources import chunks
from model.views import Seen, halved
from model.words import ids_of, open_tokenizer
from whole import save_whole

CHUNK, AT_ONCE = 256, 16


def packed(hint: np.ndarray) -> torch.Tensor:
    """RGB uint8 as the bytes of a PNG file."""
    return torch.from_numpy(cv2.imencode(".png", cv2.cvtColor(hint, cv2.COLOR_RGB2BGR))[1])


def unpacked(png: torch.Tensor) -> np.ndarray:
    """What `packed` took."""
    return cv2.cvtColor(cv2.imdecode(png.numpy(), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def files_of(work: Path, size: Size) -> list[Path]:
    """The files of all chunks, there or not."""
    return [work / "pool" / f"{number:04}.pt" for number in range(size.pool // CHUNK)]


def run_pool(work: Path, size: Size, machine: Machine, deadline: Deadline) -> bool:
    """Draw and encode what is not there yet; true when all is, or is needed no more."""
    if is_done(work, "diffusion", size.diffusion):
        return True
    files = files_of(work, size)
    lacking = {n: file for n, file in enumerate(files) if n % machine.processes == machine.rank and not file.exists()}
    if lacking:
        fill(lacking, work, size, machine, deadline)
    machine.wait()
    return all(file.exists() for file in files)


def fill(lacking: dict[int, Path], work: Path, size: Size, machine: Machine, deadline: Deadline) -> None:
    """Write the files of chunks, by their numbers, until the deadline."""
    (work / "pool").mkdir(exist_ok=True)
    tokenizer, autoencoder = open_tokenizer(work), open_autoencoder(work, size, machine)
    for number, file in lacking.items():
        if deadline.passed:
            return
        chunk = next(chunks("diffusion", CHUNK, number, 0))
        whole, half = [], []
        for some in chunk["pictures"].split(AT_ONCE):
            pictures = machine.pictures(some)
            whole.append(latents_of(autoencoder, pictures, machine).half().cpu())
            half.append(latents_of(autoencoder, halved(pictures), machine).half().cpu())
        save_whole({
            "whole": torch.cat(whole), "half": torch.cat(half), "ids": ids_of(tokenizer, chunk["captions"]).short(),
            "hints": [packed(hint.numpy()) for hint in chunk["hints"]], "heads": torch.stack(list(map(heads_of, chunk["labels"]))),
        }, file)


class Pool:
    """All that was kept, in memory."""

    def __init__(self, work: Path, size: Size, machine: Machine) -> None:
        self.machine = machine
        parts = [torch.load(file, weights_only=True) for file in files_of(work, size)]
        if any("heads" not in part for part in parts):
            raise ValueError(f"{work / 'pool'} was made before heads were noted; remove it, and it is made anew")
        self.latents = {name: torch.cat([part[name] for part in parts]) for name in ("whole", "half")}
        self.ids = torch.cat([part["ids"] for part in parts])
        self.hints = [hint for part in parts for hint in part["hints"]]
        self.heads = torch.cat([part["heads"] for part in parts])

    def some(self, count: int, half: bool, dice: torch.Generator) -> Seen:
        """Pictures at random; at half the side on request."""
        chosen = torch.randint(len(self.ids), (count,), generator=dice, device=dice.device).cpu()
        hints = self.machine.hints(torch.from_numpy(np.stack([unpacked(self.hints[index]) for index in chosen.tolist()])))
        latents, ids, heads = (
            values[chosen].to(self.machine.device) for values in (self.latents["half" if half else "whole"], self.ids, self.heads)
        )
        latents = latents.float().contiguous(memory_format=torch.channels_last)
        return Seen(latents, ids.long(), halved(hints) if half else hints, heads)
