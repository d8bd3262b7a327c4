"""Train the built-in model, stage after stage: `python -m model.run --work WORK --minutes 9.5`.

Every command goes on where the last one stopped, and ends in time. Stages: words, text, autoencoder, pool, diffusion,
rollouts, few_steps, decoder, export, detector. On a machine without accelerator: `--size cores --processes 2 --workers 0`.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from model.autoencoder import run_autoencoder
from model.decoder import run_decoder
from model.detector import run_detector
from model.diffusion import run_diffusion
from model.export import run_export
from model.few_steps import run_few_steps
from model.keep import take_up
from model.loop import Deadline
from model.machine import Machine
from model.pool import run_pool
from model.rollouts import run_rollouts
from model.sizes import SIZES, Size
from model.text import run_text
from model.words import run_words
from processes import run_processes


def parse() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw; one fewer than there are cores")
    parser.add_argument("--processes", type=int, default=1, help="that train together, without an accelerator; one for each core")
    parser.add_argument("--start", type=Path, help="begin an empty work folder with weights that were kept (model.keep)")
    parser.add_argument("--minutes", type=float, default=1e6, help="after which it stops, to be gone on with")
    parser.add_argument("--no-compile", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Run what is not done yet."""
    options = parse()
    options.deadline = Deadline(time.monotonic() + 60 * options.minutes)
    if options.start:
        take_up(options.start, options.work)
    options.work.mkdir(parents=True, exist_ok=True)
    run_words(options.work, SIZES[options.size], max(options.workers, options.processes))
    if options.processes == 1:
        run_stages(0, 1, options)
    else:
        run_processes(options.processes, run_stages, options)


def run_stages(rank: int, processes: int, options: argparse.Namespace) -> None:
    """What follows the words, as one of the processes that train together."""
    torch.set_num_threads(1)
    work, size, deadline = options.work, SIZES[options.size], options.deadline
    machine = Machine(not options.no_compile, rank, processes)
    stages = (
        ("text", lambda: run_text(work, size, machine, deadline)),
        ("autoencoder", lambda: run_autoencoder(work, size, machine, options.workers, deadline)),
        ("pool", lambda: run_pool(work, size, machine, deadline)),
        ("diffusion", lambda: run_diffusion(work, size, machine, options.workers, deadline)),
        ("rollouts", lambda: run_rollouts(work, size, machine, options.workers, deadline)),
        ("few_steps", lambda: run_few_steps(work, size, machine, deadline)),
        ("decoder", lambda: run_decoder(work, size, machine, options.workers, deadline)),
        ("export", lambda: exported(work, size, machine)),
        ("detector", lambda: run_detector(work, size, machine, options.workers, deadline)),
    )
    for name, stage in stages:
        done = stage()
        if machine.leads:
            print(f"{name}: done" if done else f"{name}: stopped in time; the same command goes on", flush=True)
        if not done:
            return


def exported(work: Path, size: Size, machine: Machine) -> bool:
    """Write the model's folder."""
    if machine.leads:
        print(run_export(work, size), flush=True)
    machine.wait()
    return True


if __name__ == "__main__":
    main()
