"""Captions and what is known of their pictures; the vocabulary is learnt from them. Writes WORK/captions.jsonl and WORK/tokenizer."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import CLIPTokenizerFast

import world
from model.loop import is_done
from model.sizes import TEXT_LENGTH, Size
from model.sources import FIRST_SEED
from model.vocabulary import learn_merges, save_tokenizer, tokenize


def _described(seed: int) -> str:
    sample = world.sample(seed, "train")
    return json.dumps({"caption": sample.caption, "labels": sample.labels})


def read_captions(work: Path) -> list[dict[str, Any]]:
    """What was collected."""
    return [json.loads(line) for line in (work / "captions.jsonl").read_text().splitlines()]


def open_tokenizer(work: Path) -> CLIPTokenizerFast:
    """The learnt tokenizer."""
    return CLIPTokenizerFast.from_pretrained(work / "tokenizer")


def ids_of(tokenizer: CLIPTokenizerFast, captions: list[str]) -> torch.Tensor:
    """Padded token ids [n, 64]."""
    return torch.from_numpy(tokenize(tokenizer, captions, TEXT_LENGTH).astype(np.int64))


def run_words(work: Path, size: Size, workers: int) -> None:
    """Collect captions, where they are still needed, and learn the vocabulary, unless that is done."""
    learnt = (work / "tokenizer" / "tokenizer.json").exists()
    if learnt and ((work / "captions.jsonl").exists() or is_done(work, "text", size.text)):
        return
    first = FIRST_SEED["words"]
    with multiprocessing.get_context("spawn").Pool(max(1, workers)) as pool:
        lines = pool.map(_described, range(first, first + size.captions), chunksize=32)
    (work / "captions.jsonl").write_text("\n".join(lines) + "\n")
    if learnt:
        return
    captions = [json.loads(line)["caption"] for line in lines]
    save_tokenizer(learn_merges(captions, size.vocabulary), work / "tokenizer", TEXT_LENGTH)
