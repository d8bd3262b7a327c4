"""The trained detector as a folder of config.json and float32 weights.

`npm run package-detector` makes the page's quantized file of WORK/export/armature-keypoints.
"""

from __future__ import annotations

import json
from pathlib import Path

from safetensors.torch import save_file

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
