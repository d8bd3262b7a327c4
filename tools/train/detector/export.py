"""Write the trained detector as a folder of config.json and float32 weights: `python -m detector.export --work WORK`.

`npm run package-detector` makes the page's quantized file of WORK/export/armature-keypoints.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from safetensors.torch import save_file

from detector.evaluate import load_average
from detector.network import KeypointHourglass, folded_state
from whole import whole_folder

NAME = "armature-keypoints"


def export(network: KeypointHourglass, work: Path) -> Path:
    """Write the network into WORK/export; returns the folder."""
    target = work / "export" / NAME
    with whole_folder(target) as folder:
        (folder / "config.json").write_text(json.dumps(network.config.to_dict(), indent=2) + "\n")
        save_file({name: values.contiguous() for name, values in folded_state(network).items()}, folder / "model.safetensors")
    return target


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    options = parser.parse_args()
    network, _ = load_average(options.work / "detector.pt")
    print(export(network, options.work))


if __name__ == "__main__":
    main()
