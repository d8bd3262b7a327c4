"""The text encoder learns to gather what a caption says, before diffusion.

Small linear heads read every label of the picture (style, place, each garment and its colour, ...) from the hidden states at
and after the end token; what a caption does not say, they cannot know. The heads are thrown away.
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn
from transformers import CLIPTextModel, CLIPTokenizerFast

from model.loop import Deadline, Run, dice_of, is_done
from model.machine import Machine
from model.sizes import Size, build_text_encoder
from model.words import ids_of, open_tokenizer, read_captions

MOST_CLASSES = 64


def flat_labels(labels: dict[str, Any]) -> dict[str, str]:
    """Labels as words: those of the picture, and those of each person, whose numbers and points are left out."""
    words = {name: value for name, value in labels.items() if isinstance(value, (str, bool, int)) or value is None}
    for place, person in enumerate(labels.get("people") or []):
        words |= {f"{place}.{name}": value for name, value in person.items() if isinstance(value, str) or value is None}
    return {name: str(value) for name, value in words.items()}


def classes_of(described: list[dict[str, str]]) -> dict[str, list[str]]:
    """The values that each label takes, of labels that take several."""
    counts: dict[str, Counter[str]] = {}
    for labels in described:
        for name, value in labels.items():
            counts.setdefault(name, Counter())[value] += 1
    return {name: sorted(values) for name, values in sorted(counts.items()) if 1 < len(values) <= MOST_CLASSES}


class Reader(nn.Module):
    """A text encoder with one linear reader for each label."""

    def __init__(self, encoder: CLIPTextModel, classes: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.heads = nn.ModuleList(nn.Linear(width, len(values)) for values in classes.values())

    def forward(self, ids: torch.Tensor) -> list[torch.Tensor]:
        """Token ids [n, 64] -> logits of each label."""
        states = self.encoder(ids).last_hidden_state
        ended = (ids == self.encoder.config.eos_token_id).unsqueeze(-1).to(states.dtype)
        summary = (states * ended).sum(1) / ended.sum(1)
        return [head(summary) for head in self.heads]


def new_encoder(size: Size, tokenizer: CLIPTokenizerFast) -> CLIPTextModel:
    """An untrained encoder for a vocabulary."""
    return build_text_encoder(size, len(tokenizer), tokenizer.bos_token_id, tokenizer.eos_token_id)


def run_text(work: Path, size: Size, machine: Machine, deadline: Deadline) -> bool:
    """Train; true when all steps are made. Writes WORK/text.pt."""
    if is_done(work, "text", size.text):
        return True
    tokenizer, described = open_tokenizer(work), read_captions(work)
    labels = [flat_labels(entry["labels"]) for entry in described]
    classes = classes_of(labels)
    # A label that a picture does not have (of a second person, say) is not asked for.
    targets = torch.tensor([
        [values.index(words[name]) if words.get(name) in values else -100 for name, values in classes.items()] for words in labels
    ], device=machine.device)
    ids = ids_of(tokenizer, [entry["caption"] for entry in described]).to(machine.device)
    torch.manual_seed(1)
    network = machine.place(Reader(new_encoder(size, tokenizer), classes))
    run = Run("text", work, machine, size.text, network)
    quick = machine.quick(network)

    def loss_of(_: object, step: int) -> torch.Tensor:
        chosen = torch.randint(len(ids), (machine.share(size.text.batch),), generator=dice_of(step, machine, 1), device=machine.device)
        with machine.autocast():
            logits = quick(ids[chosen])
        losses = [F.cross_entropy(logit.float(), targets[chosen, place]) for place, logit in enumerate(logits)]
        # A label that nobody in the batch has gives no number.
        return torch.stack(losses).nan_to_num().mean()

    return run.go(itertools.repeat(None), loss_of, deadline)
