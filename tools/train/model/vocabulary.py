"""A CLIP-style byte-pair vocabulary, learnt from captions. All single bytes are in it, so that any text can be tokenised."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer, CLIPTokenizerFast

START, END = "<|startoftext|>", "<|endoftext|>"
WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def learn_merges(captions: list[str], vocabulary: int) -> list[tuple[str, str]]:
    """Byte-pair merges with CLIP's word splitting, most useful first."""
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()
    ])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(WORDS), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, end_of_word_suffix="</w>", show_progress=False, min_frequency=20,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(captions, trainer)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [tuple(merge) if isinstance(merge, list) else tuple(merge.split(" ")) for merge in merges]


def save_tokenizer(merges: list[tuple[str, str]], folder: Path, length: int) -> CLIPTokenizerFast:
    """Write the folder in CLIP's layout: bytes, word-final bytes, merges, the two special tokens."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = letters + [letter + "</w>" for letter in letters]
    tokens += [token for token in dict.fromkeys(a + b for a, b in merges) if token not in set(tokens)]
    vocabulary = {token: index for index, token in enumerate([*tokens, START, END])}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    lines = ["#version: 0.2", *(" ".join(merge) for merge in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n")
    CLIPTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), unk_token=END, pad_token=END, model_max_length=length
    ).save_pretrained(folder)
    fast = CLIPTokenizerFast.from_pretrained(folder)
    fast.save_pretrained(folder)
    return fast


def tokenize(tokenizer: CLIPTokenizerFast, texts: list[str], length: int) -> np.ndarray:
    """Padded token ids, int16 [n, length]."""
    encoded = tokenizer(texts, padding="max_length", truncation=True, max_length=length)
    return np.asarray(encoded["input_ids"], np.int16)
