"""A tokenizer of CLIP's form and size. Its merges are made up: all pairs and triples of letters, then pairs of pairs."""

from __future__ import annotations

import json
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

SIZE = 49408
START, END = "<|startoftext|>", "<|endoftext|>"
WORD_END = "</w>"


def byte_alphabet() -> list[str]:
    """A printable character for each byte, as byte-level BPE has it: those that print stand for themselves, the others
    are moved above 255."""
    printing = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printing]
    return [chr(byte) for byte in printing] + [chr(256 + i) for i in range(len(others))]


def all_merges():
    letters = ascii_lowercase
    for end in ("", WORD_END):
        yield from ((a, b + end) for a, b in product(letters, letters))
    for end in ("", WORD_END):
        yield from ((a + b, c + end) for a, b, c in product(letters, repeat=3))
    yield from ((a + b, c + d + WORD_END) for a, b, c, d in product(letters, repeat=4))


def write_tokenizer(folder: Path) -> None:
    alphabet = byte_alphabet()
    singles = alphabet + [character + WORD_END for character in alphabet]
    merges = list(islice(all_merges(), SIZE - len(singles) - 2))
    tokens = [*singles, *(a + b for a, b in merges), START, END]
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {token: i for i, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2", *(f"{a} {b}" for a, b in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    special = {"bos_token": START, "eos_token": END, "pad_token": END, "unk_token": END}
    config = {**special, "add_prefix_space": False, "do_lower_case": True, "errors": "replace",
              "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}  # fmt: skip
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2) + "\n")
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
