"""Write the model card: README.md with measured figures, loss.svg and samples.png.

`python model_card.py --work WORK --evaluation DIR --out CARD`; DIR holds report.json and report.md of
evaluate.measure. The card lies beside the weights that ship with the page.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from string import Template

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image
from safetensors import safe_open

from dataset import HELD_OUT_SEED
from evaluate.generate import generate, hint_of_poses, load_exported
from export import NAME
from renderer.poses import place_beside, place_upper_body, place_whole, random_pose

PLACES = {"whole": place_whole, "upper": place_upper_body}
SAMPLES = (
    ("wave", "whole", "a woman with long brown hair wearing a red hoodie and blue jeans, in a forest at sunset"),
    ("star_jump", "whole", "an astronaut on the moon"),
    ("standing", "upper", "a man with brown hair in a black suit, in a city at night"),
    ("dance_sway", "whole", "a girl with blonde hair in a yellow dress on a beach"),
    ("flex", "whole", "a green robot, plain orange background"),
    ("high_kick", "whole", "a boy wearing a blue t-shirt and gray shorts, in the mountains"),
    ("sit_side", "whole", "a man with short black hair wearing a white shirt and brown trousers, in a room"),
    ("run", "whole", "a woman with a red ponytail in a purple jacket and black trousers, in the desert"),
    ("hands_on_hips", "whole", "a person wearing a pink sweater and white pants, plain blue background"),
    ("cheer", "beside", "two people, a man in a red shirt and blue trousers and a woman in a green dress, on a beach"),
    ("kneel", "whole", "a man wearing an orange t-shirt and black pants, purple background"),
    ("arms_up", "whole", "a woman with black hair in a white shirt and a red skirt, in the mountains, snowing"),
)
COLUMNS = 6
PARTS = ("text_encoder", "unet", "controlnet", "vae")
STAGES = {
    "text.jsonl": "Text encoder (reading attributes)",
    "vae.jsonl": "Autoencoder",
    "diffusion.jsonl": "UNet, ControlNet and text encoder",
    "decoder.jsonl": "Decoder alone",
}
CARD = Template("""# $name

A small text- and pose-conditioned latent diffusion model that draws cartoon characters at 128x128 pixels. It is our
own: every weight was trained from random numbers, on pictures drawn by our own program (`tools/train`), on two CPU
cores. No photograph, no scraped picture and no other model was used.

![Samples: skeleton and picture](samples.png)

Prompts of the samples, row by row:

$prompts

## Parts

Exactly those of Stable Diffusion with a ControlNet, at small size; the folder that training exports loads in diffusers.

| part | class | parameters |
| --- | --- | --- |
$parts

Latents 4x16x16 (8x smaller), v-prediction, scaled_linear betas 0.00085 to 0.012 over 1000 steps, prompts of up to 48
tokens from a byte-pair vocabulary of $vocabulary. The hint is the OpenPose-format skeleton as ControlNet draws it, on 512 px,
averaged down to 128 px.

## Training

$count pictures, each from its own seed: people, robots and astronauts in thirty families of poses and free ones; eleven
colours of clothes; eight kinds of places, three times of day, rain and snow; captions in many wordings.
One command, fixed seeds, two CPU cores with other work on them: `tools/train/run.sh`.

| stage | minutes | steps |
| --- | --- | --- |
$stages

![Loss curves](loss.svg)

## Measured

24 held-out poses with prompts that name shirt, trousers and background ($steps steps of DPM++ 2M Karras, guidance $cfg,
each case's seed fixed; nothing was chosen by hand). The pose counts as followed when a keypoint network finds at
least 80 % of the points within a tenth of the person's size. That network finds $pck of the points of
held-out drawings. The last column measures our renderer's own pictures of the same cases: the ceiling.

| | this model | drawings |
| --- | --- | --- |
| pose followed | $poses of 24 | $ideal_poses of 24 |
| mean PCK@0.1 | $mean_pck | $ideal_mean_pck |
| all three colours right | $colours of 24 | $ideal_colours of 24 |
| shirt / trousers / background right | $top / $bottom / $background | $ideal_top / $ideal_bottom / $ideal_background |

$cases

## Few steps

`lora/` has a LoRA with which it needs four steps without guidance: the preset "Fast" of the page. Its own card is there.

## Limits

It draws one kind of flat cartoon figure and knows only the words above; other words have next to no effect. Small faces
and hands are blurred. Crossed limbs may merge; colours may leak between garments, the more words a prompt has. Two
people work less well than one, three were never trained. It cannot draw photographs, text, animals or objects.

## Licence

MIT, as the rest of the project.
""")


def read_log(path: Path) -> list[dict[str, float]]:
    """The entries of a JSON-lines log."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def loss_of(entry: dict[str, float]) -> float:
    """The logged loss; the text encoder's is the sum over its attributes."""
    if "loss" in entry:
        return entry["loss"]
    return sum(value for name, value in entry.items() if name not in ("step", "seconds"))


def draw_curves(work: Path, target: Path, stages: dict[str, str] = STAGES) -> None:
    """One small plot per stage, smoothed over ten entries; `stages` are names of logs with titles."""
    logs = {title: read_log(work / name) for name, title in stages.items() if (work / name).exists()}
    figure, axes = plt.subplots(1, len(logs), figsize=(3.2 * len(logs), 2.4), layout="constrained")
    for axis, (title, entries) in zip(np.atleast_1d(axes), logs.items()):
        values = np.array([loss_of(entry) for entry in entries])
        window = min(10, len(values))
        smooth = np.convolve(values, np.ones(window) / window, "valid")
        axis.plot([entry["step"] for entry in entries][window - 1 :], smooth, linewidth=1)
        axis.set(title=title, xlabel="step", yscale="log")
        axis.title.set_fontsize(8)
        axis.tick_params(labelsize=7)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)


def draw_samples(model: Path, target: Path) -> None:
    """Skeletons above the pictures that the model makes of them."""
    pipeline = load_exported(model)
    cells = []
    for index, (family, placement, prompt) in enumerate(SAMPLES):
        rng = random.Random(HELD_OUT_SEED + 5000 + index)
        if placement == "beside":
            poses = [place_beside(rng, random_pose(rng, family), x) for x in (0.27, 0.73)]
        else:
            poses = [PLACES[placement](rng, random_pose(rng, family))]
        hint = hint_of_poses(poses)
        made = generate(pipeline, prompt, hint, seed=2000 + index)
        cells.append(np.vstack([np.asarray(hint), np.asarray(made)]))
    rows = [np.hstack(cells[start : start + COLUMNS]) for start in range(0, len(cells), COLUMNS)]
    Image.fromarray(np.vstack(rows)).save(target, optimize=True)


def part_rows(model: Path) -> str:
    """Class and number of parameters of each part."""
    rows = []
    for part in PARTS:
        (weights,) = (model / part).glob("*.safetensors")
        with safe_open(weights, "np") as tensors:
            count = sum(int(np.prod(tensors.get_slice(name).get_shape())) for name in tensors.keys())
        config = json.loads((model / part / "config.json").read_text())
        kind = config.get("_class_name") or config["architectures"][0]
        rows.append(f"| {part} | {kind} | {count / 1e6:.2f} million |")
    return "\n".join(rows)


def stage_rows(work: Path, stages: dict[str, str] = STAGES) -> str:
    """Time and steps of each stage, from the logs."""
    rows = []
    for name, title in stages.items():
        if (work / name).exists():
            last = read_log(work / name)[-1]
            rows.append(f"| {title} | {last['seconds'] / 60:.1f} | {last['step']} |")
    return "\n".join(rows)


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--evaluation", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=12, help="of the evaluated pictures")
    parser.add_argument("--cfg", type=float, default=4, help="of the evaluated pictures")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = options.work / "export" / NAME
    report = json.loads((options.evaluation / "report.json").read_text())
    made, ideal = report["pictures"], report["renders_of_the_same_cases"]
    draw_curves(options.work, options.out / "loss.svg")
    draw_samples(model, options.out / "samples.png")
    card = CARD.substitute(
        name=NAME,
        prompts="\n".join(f"{index}. {prompt}" for index, (_, _, prompt) in enumerate(SAMPLES, 1)),
        parts=part_rows(model),
        vocabulary=len(json.loads((model / "tokenizer" / "vocab.json").read_text())),
        count=len(np.load(options.work / "data" / "joints.npy", mmap_mode="r")),
        stages=stage_rows(options.work),
        steps=options.steps,
        cfg=f"{options.cfg:g}",
        pck=f"{100 * report['keypoint_network']['pck_at_0.1']:.1f} %",
        cases=(options.evaluation / "report.md").read_text(),
        poses=made["poses_followed"],
        mean_pck=made["mean_pck"],
        colours=made["all_colours_right"],
        top=made["top_right"],
        bottom=made["bottom_right"],
        background=made["background_right"],
        **{
            f"ideal_{short}": ideal[name]
            for short, name in (
                ("poses", "poses_followed"), ("mean_pck", "mean_pck"), ("colours", "all_colours_right"),
                ("top", "top_right"), ("bottom", "bottom_right"), ("background", "background_right"),
            )
        },
    )
    (options.out / "README.md").write_text(card)


if __name__ == "__main__":
    main()
