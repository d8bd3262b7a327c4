"""Captions as people would write them: full sentences, short ones and comma-separated tags."""

from __future__ import annotations

import random

from .attributes import Look
from .scenes import Scene

TOP_WORDS: dict[str, list[str]] = {
    "tshirt": ["t-shirt", "t-shirt", "shirt", "tee"],
    "shirt": ["shirt", "shirt", "long-sleeved shirt", "button-up shirt"],
    "hoodie": ["hoodie", "hoodie", "hooded sweatshirt"],
    "sweater": ["sweater", "jumper", "pullover"],
    "jacket": ["jacket", "jacket", "coat"],
    "suit": ["suit", "suit and tie"],
    "dress": ["dress"],
}
BOTTOM_WORDS: dict[str, list[str]] = {
    "trousers": ["trousers", "trousers", "pants", "pants", "jeans"],
    "jeans": ["jeans", "jeans", "pants", "trousers"],
    "shorts": ["shorts"],
    "skirt": ["skirt"],
}
PLACE_WORDS: dict[str, list[str]] = {
    "beach": ["on a beach", "at the beach", "by the sea", "beach"],
    "forest": ["in a forest", "in the woods", "among trees", "forest"],
    "city": ["in a city", "on a city street", "in front of skyscrapers", "city"],
    "mountains": ["in the mountains", "in front of mountains", "mountains"],
    "room": ["in a room", "at home", "indoors"],
    "space": ["in space", "on the moon", "outer space"],
    "desert": ["in a desert", "in the desert", "desert"],
}
TIME_WORDS: dict[str, list[str]] = {
    "day": ["in the daytime", "on a sunny day", "during the day"],
    "sunset": ["at sunset", "at dusk", "in the evening"],
    "night": ["at night", "by night", "at night"],
}
WEATHER_WORDS: dict[str, list[str]] = {
    "rain": ["in the rain", "rainy", "raining"],
    "snow": ["in the snow", "snowing", "snowy"],
}


def _article(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _colour_word(rng: random.Random, colour: str) -> str:
    return "grey" if colour == "gray" and rng.random() < 0.5 else colour


def _hair(rng: random.Random, look: Look) -> str:
    if look.hair == "bald":
        return rng.choice(["a bald head", "no hair"])
    if look.hair in ("ponytail", "bun"):
        return rng.choice([f"a {look.hair_colour} {look.hair}", f"{look.hair_colour} hair"])
    return rng.choice([f"{look.hair} {look.hair_colour} hair", f"{look.hair_colour} hair"])


def _garments(rng: random.Random, look: Look, sure: bool) -> list[str]:
    """The clothes named, from the top down; `sure` names all of them with their colours."""

    def named(colour: str, word: str) -> str:
        return f"{_colour_word(rng, colour)} {word}" if sure or rng.random() < 0.93 else word

    pieces = [_article(named(look.top_colour, rng.choice(TOP_WORDS[look.top])))]
    if look.bottom in BOTTOM_WORDS and look.top != "suit" and (sure or rng.random() < 0.8):
        words = named(look.bottom_colour, rng.choice(BOTTOM_WORDS[look.bottom]))
        pieces.append(_article(words) if look.bottom == "skirt" else words)
    if rng.random() < 0.12:
        pieces.append(f"{_colour_word(rng, look.shoe_colour)} shoes")
    return pieces


def _listed(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"{', '.join(pieces[:-1])} and {pieces[-1]}"


def describe_person(rng: random.Random, look: Look, sure: bool) -> str:
    """One person in a phrase such as "a woman with brown hair wearing a red hoodie"."""
    if look.subject == "astronaut":
        return rng.choice(["an astronaut", "an astronaut", "an astronaut in a white space suit"])
    if look.subject == "robot":
        colour = _colour_word(rng, look.top_colour)
        return rng.choice([_article(f"{colour} robot"), f"a robot with {_article(colour)} body", "a robot"])
    skin = f"{look.skin}-skinned " if rng.random() < 0.2 else ""
    person = _article(skin + look.subject)
    hair = f" with {_hair(rng, look)}" if rng.random() < 0.55 else ""
    if not sure and rng.random() < 0.06:
        return person + hair
    return f"{person}{hair}{rng.choice([' wearing ', ' in ', ' wearing ', ' dressed in '])}{_listed(_garments(rng, look, sure))}"


def _person_tags(rng: random.Random, look: Look) -> list[str]:
    if not look.is_human:
        return [describe_person(rng, look, sure=True)]
    tags = [look.subject]
    if rng.random() < 0.5:
        tags.append(_hair(rng, look))
    return tags + [piece.removeprefix("a ").removeprefix("an ") for piece in _garments(rng, look, sure=True)]


def describe_scene(rng: random.Random, scene: Scene) -> str:
    """Where it is, starting with a space or a comma; empty when the caption leaves it out."""
    if scene.place == "plain":
        colour = _colour_word(rng, scene.colour)
        return rng.choice([
            f", {colour} background", f", plain {colour} background", f" on {_article(colour)} background",
            f" in front of {_article(f'plain {colour} background')}", f", {colour} background",
            f" against {_article(f'{colour} wall')}",
        ])
    if rng.random() < 0.05:
        return ""
    phrase = rng.choice([" ", ", "]) + rng.choice(PLACE_WORDS[scene.place])
    named_times = {"day": 0.35, "sunset": 0.95, "night": 0.95}
    if scene.place != "space" and rng.random() < named_times[scene.time]:
        phrase += rng.choice([" ", ", "]) + rng.choice(TIME_WORDS[scene.time])
    if scene.weather and rng.random() < 0.95:
        phrase += rng.choice([" ", ", "]) + rng.choice(WEATHER_WORDS[scene.weather])
    return phrase


def caption(rng: random.Random, looks: list[Look], scene: Scene) -> str:
    """Describe a picture; each call words it anew."""
    style = rng.random()
    where = describe_scene(rng, scene)
    if style < 0.15 and len(looks) == 1:
        return ", ".join([*_person_tags(rng, looks[0]), where.strip(" ,")]).strip(", ")
    who = " and ".join(describe_person(rng, look, sure=rng.random() < 0.7) for look in looks)
    if len(looks) > 1 and rng.random() < 0.4:
        who = f"two people, {who}"
    if style < 0.25 and where:
        return f"{where.strip(' ,')}, {who}"
    opening = rng.choice(["a drawing of ", "a picture of ", "a cartoon of "]) if style > 0.92 else ""
    return opening + who + where
