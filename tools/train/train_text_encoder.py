"""Teach the text encoder, before diffusion, to gather what a caption says.

Freshly made captions go in; small linear heads read each attribute (top colour, place, ...) from the hidden states
at and after the end token. The heads are then thrown away: diffusion training starts from features in which "red"
already belongs to "shirt". Writes WORK/text_encoder (transformers folder) and WORK/text.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from transformers import CLIPTokenizerFast

from models import TEXT_WIDTH, build_text_encoder
from precision import half_precision
from renderer.attributes import Look, SUBJECTS, random_look
from renderer.captions import BOTTOM_WORDS, TOP_WORDS, caption
from renderer.palette import CLOTH, HAIR
from renderer.scenes import PLACES, SKY, Scene, random_scene
from schedule import Clock, learning_rate_factor, set_learning_rate
from train_tokenizer import tokenize, with_fillers

BATCH = 128
NOTHING = "none"
CLASSES: dict[str, list[str]] = {
    "subject": list(SUBJECTS),
    "hair": ["long", "ponytail", "bun", "short", "bald", NOTHING],
    "hair_colour": [*HAIR, NOTHING],
    "top": [*TOP_WORDS, NOTHING],
    "top_colour": [*CLOTH, NOTHING],
    "bottom": [*BOTTOM_WORDS, NOTHING],
    "bottom_colour": [*CLOTH, NOTHING],
    "place": [*PLACES, "plain"],
    "time": list(SKY),
    "weather": ["", "rain", "snow"],
    "colour": ["", *CLOTH],
}


def attributes(look: Look, scene: Scene) -> dict[str, str]:
    """The classes of one picture; what does not show counts as nothing."""
    values = {name: getattr(scene if name in Scene.__dataclass_fields__ else look, name) for name in CLASSES}
    if not look.is_human:
        hidden = {"hair", "hair_colour", "top", "bottom", "bottom_colour"}
        hidden |= {"top_colour"} if look.subject == "astronaut" else set()
        values |= {name: NOTHING for name in hidden}
    return values


class AttributeHeads(nn.Module):
    """One linear reader per attribute on the mean of the hidden states from the end token on."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = nn.ModuleDict({name: nn.Linear(TEXT_WIDTH, len(classes)) for name, classes in CLASSES.items()})

    def forward(self, states: torch.Tensor, ended: torch.Tensor) -> dict[str, torch.Tensor]:
        """States [n, 48, 128], ended bool [n, 48] -> logits per attribute."""
        weights = ended.float().unsqueeze(-1)
        summary = (states * weights).sum(1) / weights.sum(1)
        return {name: reader(summary) for name, reader in self.readers.items()}


def draw_batch(rng: random.Random, tokenizer: CLIPTokenizerFast) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """Token ids [128, 48] and class indices of freshly made captions."""
    texts, targets = [], {name: [] for name in CLASSES}
    for _ in range(BATCH):
        look, scene = random_look(rng), random_scene(rng)
        texts.append(with_fillers(rng, caption(rng, [look], scene)))
        for name, value in attributes(look, scene).items():
            targets[name].append(CLASSES[name].index(value))
    ids = torch.from_numpy(tokenize(tokenizer, texts).astype("int64"))
    return ids, {name: torch.tensor(values) for name, values in targets.items()}


def main() -> None:
    """Train for the given time and save the encoder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    rng = random.Random(0)
    tokenizer = CLIPTokenizerFast.from_pretrained(options.work / "tokenizer")
    encoder, heads = build_text_encoder(len(tokenizer), tokenizer.bos_token_id, tokenizer.eos_token_id), AttributeHeads()
    encoder.train()
    parameters = [*encoder.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW([{"params": parameters, "peak": 1.5e-3}], weight_decay=0.01, betas=(0.9, 0.98))
    clock, step = Clock(options.minutes), 0
    with (options.work / "text.jsonl").open("w") as log:
        while clock.progress < 1:
            set_learning_rate(optimizer, learning_rate_factor(step, clock.progress, 50, 0.5))
            ids, targets = draw_batch(rng, tokenizer)
            with half_precision():
                states = encoder(ids).last_hidden_state
            logits = heads(states.float(), ids == tokenizer.eos_token_id)
            losses = {name: F.cross_entropy(logits[name], targets[name]) for name in CLASSES}
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if step % 20 == 0:
                entry = {"step": step, "seconds": round(clock.used, 1)} | {k: round(v.item(), 4) for k, v in losses.items()}
                log.write(json.dumps(entry) + "\n")
                log.flush()
    encoder.save_pretrained(options.work / "text_encoder")


if __name__ == "__main__":
    main()
