"""Learn a CLIP-style byte-pair vocabulary from the captions and tokenise them.

Reads WORK/data/captions.json; writes the folder WORK/tokenizer (vocab.json, merges.txt, tokenizer.json and
configs) and WORK/data/tokens.npy, int16 [N, captions per picture, 48]. All single bytes are in the vocabulary,
so any text can be tokenised.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer, CLIPTokenizerFast

from models import TEXT_LENGTH

START, END = "<|startoftext|>", "<|endoftext|>"
WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
FILLERS = (
    "high quality", "detailed", "masterpiece", "best quality", "cartoon", "simple", "cute", "beautiful", "flat colours",
    "2d illustration", "full body", "digital art", "clean lines", "8k", "sharp", "smiling", "happy", "standing", "posing",
)
BLEMISHES = ("blurry", "low quality", "ugly", "bad anatomy", "deformed", "extra limbs", "text", "watermark", "worst quality")


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


def save_tokenizer(merges: list[tuple[str, str]], folder: Path, length: int = TEXT_LENGTH) -> CLIPTokenizerFast:
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


def with_fillers(rng: random.Random, text: str) -> str:
    """Sometimes add words that say nothing about the picture, so that they are learnt to be ignored."""
    if rng.random() < 0.85:
        return text
    words = ", ".join(rng.sample(FILLERS, rng.randint(1, 3)))
    return f"{text}, {words}" if rng.random() < 0.6 else f"{words}, {text}"


def empty_caption(rng: random.Random) -> str:
    """What stands for "no prompt": nothing, or words people put into negative prompts."""
    return "" if rng.random() < 0.7 else ", ".join(rng.sample(BLEMISHES, rng.randint(1, 4)))


def tokenize(tokenizer: CLIPTokenizerFast, texts: list[str], length: int = TEXT_LENGTH) -> np.ndarray:
    """Padded token ids, int16 [n, length]."""
    encoded = tokenizer(texts, padding="max_length", truncation=True, max_length=length)
    return np.asarray(encoded["input_ids"], np.int16)


def main() -> None:
    """Learn, save, tokenise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--vocabulary", type=int, default=900)
    options = parser.parse_args()
    rng = random.Random(0)
    captions = json.loads((options.work / "data" / "captions.json").read_text())
    flat = [with_fillers(rng, text) for texts in captions for text in texts]
    empty = [empty_caption(rng) for _ in range(1000)]
    merges = learn_merges(flat[: 4 * 20_000] + empty, options.vocabulary)
    tokenizer = save_tokenizer(merges, options.work / "tokenizer")
    ids = tokenize(tokenizer, flat).reshape(len(captions), -1, TEXT_LENGTH)
    np.save(options.work / "data" / "tokens.npy", ids)
    np.save(options.work / "data" / "empty_tokens.npy", tokenize(tokenizer, empty))
    print(f"{len(tokenizer)} tokens, longest caption {int((ids != tokenizer.eos_token_id).sum(-1).max()) + 1}")


if __name__ == "__main__":
    main()
