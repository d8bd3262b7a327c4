"""Train the next built-in model, stage after stage: `python -m next256.run --work WORK --minutes 9.5`.

Every command goes on where the last one stopped, and ends in time. Stages: words, text, autoencoder, diffusion, few_steps,
export.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from next256.autoencoder import run_autoencoder
from next256.diffusion import run_diffusion
from next256.export import run_export
from next256.few_steps import run_few_steps
from next256.loop import Deadline
from next256.machine import Machine
from next256.sizes import SIZES
from next256.text import run_text
from next256.words import run_words


def parse() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "next256")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--source", choices=("world", "renderer"), default="world", help="what draws the pictures")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw; one fewer than there are cores")
    parser.add_argument("--threads", type=int, default=1, help="of the networks, without an accelerator")
    parser.add_argument("--minutes", type=float, default=1e6, help="after which it stops, to be gone on with")
    parser.add_argument("--no-compile", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Run what is not done yet."""
    options = parse()
    deadline = Deadline(time.monotonic() + 60 * options.minutes)
    torch.set_num_threads(options.threads)
    work, size, machine = options.work, SIZES[options.size], Machine(not options.no_compile)
    work.mkdir(parents=True, exist_ok=True)
    drawing = (options.source, options.workers)
    run_words(work, size, *drawing)
    stages = (
        ("text", lambda: run_text(work, size, machine, deadline)),
        ("autoencoder", lambda: run_autoencoder(work, size, machine, *drawing, deadline)),
        ("diffusion", lambda: run_diffusion(work, size, machine, *drawing, deadline)),
        ("few_steps", lambda: run_few_steps(work, size, machine, *drawing, deadline)),
    )
    for name, stage in stages:
        if not stage():
            print(f"{name}: stopped in time; the same command goes on", flush=True)
            return
        print(f"{name}: done", flush=True)
    print(run_export(work, size), flush=True)


if __name__ == "__main__":
    main()
