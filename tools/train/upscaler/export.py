"""Write the trained upscaler as the page has it: `python -m upscaler.export --work WORK --out DIR`.

Writes config.json and model.safetensors (float16), and prints what models-manifest.json says of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from safetensors.torch import save_file

from upscaler.evaluate import load_average


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network, _ = load_average(options.work / "upscaler.pt")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "config.json").write_text(json.dumps(network.config.to_dict(), indent=2) + "\n")
    state = {name: values.half().contiguous() for name, values in network.state_dict().items()}
    save_file(state, options.out / "model.safetensors")
    for name in ("config.json", "model.safetensors"):
        content = (options.out / name).read_bytes()
        print(json.dumps({"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}))


if __name__ == "__main__":
    main()
