"""One person in words: who, hair and head, clothes, mood, what is done and held."""

from __future__ import annotations

import random
from typing import Any

from . import words
from .looks import ROLES
from .words import Words

Labels = dict[str, Any]


def article(phrase: str) -> str:
    """The phrase with its indefinite article."""
    if phrase == "someone":
        return phrase
    first = phrase.split(" ")[0]
    vowel = first[0] in "aeiou" and not first.startswith(("uni", "one", "use", "eu")) or first[0] == "8"
    return f"an {phrase}" if vowel else f"a {phrase}"


def _word(rng: random.Random, table: Words, key: str) -> str:
    return rng.choice(table.get(key, (key,)))


def colour_word(rng: random.Random, colour: str) -> str:
    """A colour's own name, now and then a nearer one."""
    if colour == "gray" and rng.random() < 0.5:
        return "grey"
    return rng.choice(words.COLOURS[colour]) if colour in words.COLOURS and rng.random() < 0.08 else colour


def garments(rng: random.Random, person: Labels, naming: float) -> list[str]:
    """Clothes from the top down; each is left out with a chance of 1 - naming, upper clothes seldom."""

    def named(colour: str | None, word: str) -> str:
        return f"{colour_word(rng, colour)} {word}" if colour and rng.random() < 0.9 else word

    pieces = []
    if person["upper"] not in ("metal body",) and rng.random() < max(naming, 0.85):
        pattern = f"{person['upper_pattern']} " if person["upper_pattern"] and rng.random() < 0.8 else ""
        word = pattern + _word(rng, words.UPPERS, person["upper"])
        phrase = word if person["upper"] == "lab coat" else named(person["upper_colour"], word)
        pieces.append(phrase if word in ("armor", "overalls", "dungarees", "plate armor", "armour") else article(phrase))
    if person["lower"] and rng.random() < naming:
        phrase = named(person["lower_colour"], _word(rng, words.LOWERS, person["lower"]))
        pieces.append(phrase if person["lower"] in words.PLURAL_LOWERS else article(phrase))
    if person["shoes"] and rng.random() < naming * 0.3:
        pieces.append("no shoes" if person["shoes"] == "bare feet" else named(person["shoe_colour"], _word(rng, words.SHOES, person["shoes"])))
    return pieces


def extras_of(rng: random.Random, person: Labels, naming: float) -> list[str]:
    """What a person has besides clothes, as phrases that follow "with"."""
    found = []
    if person["hair"] and rng.random() < naming * 0.7:
        colour = colour_word(rng, person["hair_colour"]) if person["hair_colour"] in words.COLOURS else person["hair_colour"]
        found.append(_word(rng, words.HAIRS, person["hair"]).format(colour))
    if person["headwear"] and rng.random() < max(naming, 0.6) and not (person["subject"] in ROLES and rng.random() < 0.5):
        own = person["headwear"] in ("crown", "straw hat", "chef hat", "santa hat", "flower crown", "hood")
        plural = person["headwear"] in ("headphones", "cat ears")
        phrase = person["headwear"] if own or rng.random() < 0.3 else f"{colour_word(rng, person['headwear_colour'])} {person['headwear']}"
        found.append(phrase if plural else article(phrase))
    if person["glasses"] and rng.random() < max(naming, 0.6):
        found.append(rng.choice(("glasses", "glasses", "spectacles")))
    if person["beard"] and rng.random() < naming:
        found.append(rng.choice(("a beard", "a beard", f"a {person['hair_colour']} beard")))
    if person["scarf"] and rng.random() < max(naming, 0.6):
        found.append(article(f"{colour_word(rng, person['scarf'])} scarf"))
    return found


def prop_words(rng: random.Random, person: Labels) -> str:
    return rng.choice(words.PROPS[person["prop"]]) if person["prop"] in words.PROPS else article(person["prop"])


def listed(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"{', '.join(pieces[:-1])} and {pieces[-1]}"


def subject_words(rng: random.Random, person: Labels) -> str:
    word = _word(rng, words.SUBJECTS, person["subject"])
    if person["subject"] == "robot":
        return f"{colour_word(rng, person['upper_colour'])} {word}" if rng.random() < 0.75 else word
    if person["age"] == "child" and person["subject"] in ("girl", "boy") and rng.random() < 0.5:
        word = rng.choice((f"little {person['subject']}", "child", "kid"))
    shape = {"heavy": ("fat ", "chubby ", "plump "), "slim": ("slim ", "thin ", "skinny "), "muscular": ("muscular ", "strong ")}.get(person["build"])
    if shape and rng.random() < 0.18:
        word = rng.choice(shape) + word
    if person["skin"] and rng.random() < 0.08:
        word = f"{person['skin']}-skinned {word}"
    return word


def person_phrase(rng: random.Random, person: Labels, naming: float) -> str:
    """One person, such as "a woman with long brown hair wearing a red hoodie and blue jeans"."""
    phrase = article(subject_words(rng, person))
    role = person["subject"] in ROLES
    mood = _word(rng, words.EXPRESSIONS, person["expression"]) if person["expression"] and rng.random() < naming * 0.25 else ""
    if mood in ("happy", "serious", "sad", "angry", "surprised") and phrase != "someone":
        phrase, mood = article(f"{mood} {phrase.split(' ', 1)[1]}"), ""
    extras = extras_of(rng, person, naming)
    clothes = [] if role and rng.random() < 0.7 else garments(rng, person, naming)
    if role and clothes:
        clothes = clothes[:1]
    if rng.random() < 0.35 and clothes and extras:
        phrase += f" {rng.choice(('wearing', 'in'))} {listed(clothes)} with {listed(extras)}"
    else:
        phrase += f" with {listed(extras)}" if extras else ""
        phrase += f" {rng.choice(('wearing', 'in', 'wearing', 'dressed in'))} {listed(clothes)}" if clothes else ""
    if mood:
        phrase += f", {mood}" if rng.random() < 0.5 else f" {mood}"
    if person["seat"] and rng.random() < 0.4:
        phrase += f" sitting on {article(_word(rng, words.SEATS, person['seat']))}"
    elif person["family"] in words.ACTIONS and rng.random() < 0.3:
        phrase += f" {rng.choice(words.ACTIONS[person['family']])}"
    if person["prop"] and rng.random() < 0.85:
        phrase += f" {rng.choice(('holding', 'with', 'carrying', 'holding'))} {prop_words(rng, person)}"
    if person["companion"] and rng.random() < 0.88:
        phrase += f" {rng.choice(('with', 'and', 'next to'))} {article(person['companion'])}"
    return phrase
