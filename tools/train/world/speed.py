"""How many samples one core draws in a second: `python -m world.speed [--count 300]`.

Counts the processor's time, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import time

import cv2

from . import sample


def main() -> None:
    """Draw samples and report the rate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    for seed in range(20):
        sample(seed, "validation")
    started = time.process_time()
    for seed in range(options.count):
        sample(seed, "train")
    seconds = time.process_time() - started
    print(f"{options.count / seconds:.1f} samples a second, {1000 * seconds / options.count:.1f} ms each")


if __name__ == "__main__":
    main()
