"""Write the card of the built-in model: `python -m model.card --work WORK --cases DIR --out DIR`.

CASES is what `world.held_out` wrote, MODEL the exported diffusers folder, REPORT what `evaluate` wrote. OUT gets README.md,
loss.svg and the sheets.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from string import Template

from evaluate.cases import read_cases
from evaluate.report import markdown
from evaluate.sheets import chosen_by_index
from model.export import NAME
from model.logs import draw_curves, part_rows, stage_rows
from model.rollouts import GUIDANCE, STAGES
from model.sizes import SIZES

LOGS = {
    "text.jsonl": "Text encoder (reading labels)",
    "autoencoder.jsonl": "Autoencoder",
    "diffusion.jsonl": "UNet, ControlNet and text encoder",
    "few_steps.jsonl": "The same for few steps",
    "decoder.jsonl": "The autoencoder's decoder alone",
}
SHEETS = ("grid.jpg", "failures.jpg", "neighbours.jpg")
CARD = Template("""# $name

A small text- and pose-conditioned latent diffusion model that draws people in eight styles and many places at 256x256 pixels, in
$few_steps steps without guidance. It is our own: every weight was trained from random numbers, on pictures drawn by our own program
(`tools/train/world`)$start. No photograph, no scraped picture and nobody else's model was used.

![$chosen held-out pictures, chosen by index](grid.jpg)

They are spread evenly over all $cases held-out cases, chosen by index and not by taste.

<details><summary>Their prompts</summary>

$prompts

</details>

## Parts

Exactly those of Stable Diffusion with a ControlNet, at small size; the folder that training exports loads in diffusers.

| part | class | parameters |
| --- | --- | --- |
$parts

Latents ${channels}x32x32 (8x smaller), v-prediction, scaled_linear betas 0.00085 to 0.012 over 1000 steps, prompts of up to 64 tokens from
a byte-pair vocabulary of $vocabulary. The hint is the OpenPose-format skeleton as ControlNet draws it, on 512 px, averaged down to
256 px. Pictures that it was not trained on come out of the autoencoder at $psnr dB PSNR.

## Training

Pictures were drawn $drawn (`tools/train/model`); each follows from its number. The stage of few steps takes guidance
$guidance in.

| stage | minutes | steps |
| --- | --- | --- |
$stages

![Loss curves](loss.svg)

## Measured

$cases held-out cases, which are new views of the known scenes of the pose library with new prompts, drawn by the engine of the page with the quantized weights that ship with it
(`npm run draw-cases`, `tools/train/evaluate`); each case's seed is fixed.

$report
$sheets

## Limits

It draws people in the styles, clothes and places of its training and knows only their words; others have next to no effect. It
cannot draw photographs or text.

## Licence

MIT, as the rest of the project.
""")
CAPTIONS = {
    "failures.jpg": "Failures, each beside the world's own drawing of its case",
    "neighbours.jpg": "The pictures that are nearest to one of the training, each beside it",
}


def parse() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--model", type=Path, help=f"default: WORK/export/{NAME}")
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--report", type=Path, help="default: CASES/report")
    parser.add_argument("--size", choices=SIZES, default="full", help="of the training")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def card_text(options: argparse.Namespace, model: Path, report: Path) -> str:
    """The card's words and figures."""
    cases, found = read_cases(options.cases), json.loads((report / "report.json").read_text())
    chosen = chosen_by_index(len(cases))
    began = json.loads((options.work / "autoencoder.json").read_text()).get("began_with")
    shown, size = [name for name in CAPTIONS if (report / name).exists()], SIZES[options.size]
    return CARD.substitute(
        name=NAME, few_steps=STAGES, start=f"; the\nautoencoder went on from {began}" if began else "",
        drawn=f"beforehand for the diffusion, {size.pool}, and for the rest while it learnt" if size.pool else "while it learnt",
        guidance=f"{min(GUIDANCE):g} to {max(GUIDANCE):g}", chosen=len(chosen), cases=len(cases),
        prompts="\n".join(f"- {cases[index]['name']}: {cases[index]['prompt']}" for index in chosen),
        parts=part_rows(model), vocabulary=len(json.loads((model / "tokenizer" / "vocab.json").read_text())),
        channels=json.loads((model / "vae" / "config.json").read_text())["latent_channels"],
        psnr=json.loads((options.work / "decoder.json").read_text())["psnr"],
        stages=stage_rows(options.work, LOGS), report=markdown(found),
        sheets="\n\n".join(f"![{CAPTIONS[name]}]({name})\n\n{CAPTIONS[name]}." for name in shown),
    )


def main() -> None:
    """Write the card."""
    options = parse()
    model, report = options.model or options.work / "export" / NAME, options.report or options.cases / "report"
    options.out.mkdir(parents=True, exist_ok=True)
    draw_curves(options.work, options.out / "loss.svg", LOGS)
    for name in SHEETS:
        if (report / name).exists():
            shutil.copy(report / name, options.out / name)
    (options.out / "README.md").write_text(card_text(options, model, report))


if __name__ == "__main__":
    main()
