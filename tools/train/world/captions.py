"""Captions as people would write them: sentences, several sentences, tags, a few words; what is left out varies.

A caption names only what is drawn. Words that mean nothing for the picture stand in some captions, so that a model
learns to pass over them.
"""

from __future__ import annotations

import random

from . import words
from .person_words import Labels, article, colour_word, extras_of, garments, listed, person_phrase, prop_words, subject_words


def _background(rng: random.Random, colour: str) -> str:
    named = colour_word(rng, colour)
    return rng.choice((
        f"{named} background", f"plain {named} background", f"on {article(named)} background", f"against {article(f'plain {named} wall')}",
        f"in front of {article(f'{named} background')}", f"{named} background", f"simple {named} background",
    ))


def _where(rng: random.Random, labels: Labels, naming: float) -> list[str]:
    """Place, time, weather and moon as phrases."""
    if labels["place"] == "plain":
        return [_background(rng, labels["background"])] if rng.random() < max(naming, 0.85) else []
    found = [rng.choice(words.PLACES[labels["place"]])] if rng.random() < max(naming, 0.85) else []
    fixed = labels["place"] in ("moon surface", "underwater", "cave", "theatre")
    share = {"day": 0.2, "morning": 0.8, "sunset": 0.92, "night": 0.92}[labels["time"]]
    if not fixed and rng.random() < share:
        found.append(rng.choice(words.TIMES[labels["time"]]))
    if labels["weather"] != "clear" and rng.random() < 0.93:
        found.append(rng.choice(words.WEATHERS[labels["weather"]]))
    if labels["moon"] and rng.random() < 0.6:
        found.append(rng.choice(words.MOONS))
    return found


def _who(rng: random.Random, labels: Labels, naming: float) -> str:
    people = labels["people"]
    if len(people) == 1:
        return person_phrase(rng, people[0], naming)
    phrases = [person_phrase(rng, person | {"family": ""} if labels["interaction"] else person, naming) for person in people]
    crowd = {2: ("two people", "two people", "a couple", "two characters", "two friends"), 3: ("three people", "three friends", "a group of three people")}[len(people)]
    action = rng.choice(words.ACTIONS[labels["interaction"]]) if labels["interaction"] in words.ACTIONS and rng.random() < 0.7 else ""
    all_of_them = listed(phrases)
    kind = rng.random()
    if kind < 0.2:
        return f"{rng.choice(crowd)} {action}".strip()
    if kind < 0.55:
        return f"{rng.choice(crowd)}{' ' + action if action else ''}, {all_of_them}"
    return f"{all_of_them} {action}".strip()


def _framed(rng: random.Random, labels: Labels) -> tuple[str, list[str]]:
    """An opening such as "close-up of " and further phrases about framing and view."""
    opening, further = "", []
    chance = {"whole": 0.06, "knees": 0.1, "waist": 0.35, "portrait": 0.5, "close-up": 0.75}[labels["framing"]]
    if rng.random() < chance:
        word = rng.choice(words.FRAMINGS[labels["framing"]])
        if rng.random() < 0.5 and labels["framing"] in ("portrait", "close-up"):
            opening = f"{article(word)} of "
        else:
            further.append(word)
    if rng.random() < {"back": 0.6, "side": 0.35, "three-quarter": 0.06, "front": 0.04}[labels["view"]]:
        further.append(rng.choice(words.VIEWS[labels["view"]]))
    return opening, further


def _several_sentences(rng: random.Random, labels: Labels, who: str, opening: str) -> str:
    """Who in one sentence, light and weather in further ones."""
    parts = [f"{opening}{who}"]
    if labels["place"] == "plain":
        parts.append(f"the background is {colour_word(rng, labels['background'])}")
    elif rng.random() < 0.7:
        parts[0] += f" {rng.choice(words.PLACES[labels['place']])}"
    if labels["moon"]:
        parts.append(rng.choice(words.MOONS[:5]))
    elif labels["time"] in ("night", "sunset", "morning"):
        parts.append({"night": "it is night", "sunset": "the sun is setting", "morning": "it is early morning"}[labels["time"]])
    if labels["weather"] in words.SENTENCES:
        parts.append(rng.choice(words.SENTENCES[labels["weather"]]))
    end = ". " if rng.random() < 0.8 else ", "
    return end.join(part[0].upper() + part[1:] if end == ". " else part for part in parts) + ("." if end == ". " else "")


def _tags(rng: random.Random, labels: Labels, naming: float) -> list[str]:
    tags = [] if len(labels["people"]) == 1 else [f"{len(labels['people'])} people"]
    for person in labels["people"]:
        tags.append(subject_words(rng, person))
        for piece in [*extras_of(rng, person, naming), *garments(rng, person, naming)]:
            tags.append(piece.removeprefix("a ").removeprefix("an "))
        if person["prop"] and rng.random() < 0.8:
            tags.append(prop_words(rng, person).removeprefix("a ").removeprefix("an "))
        if person["companion"] and rng.random() < 0.8:
            tags.append(person["companion"])
    return tags + _where(rng, labels, naming)


def _style(rng: random.Random, labels: Labels) -> tuple[str, str, str]:
    """Words for the style before, after or as a tag; only one of them is not empty."""
    before, after, tags = words.STYLES[labels["style"]]
    if rng.random() > (0.2 if labels["style"] == "cartoon" else 0.95):
        return (rng.choice(words.OPENINGS) if labels["style"] == "cartoon" and rng.random() < 0.25 else "", "", "")
    kind = rng.random()
    if kind < 0.55:
        return rng.choice(before), "", ""
    return ("", rng.choice(after), "") if kind < 0.8 else ("", "", rng.choice(tags))


def caption(rng: random.Random, labels: Labels) -> str:
    """One caption; each call words it anew."""
    naming = rng.choice((0.95, 0.95, 0.75, 0.5))
    single = labels["count"] == 1 and labels["style"] == "cartoon"
    if single and rng.random() < 0.012:
        return f"a photo of {rng.choice(words.NAMES)} - human pose"
    before, after, tag = _style(rng, labels)
    framing, further = _framed(rng, labels)
    opening = before or framing
    kind = rng.random()
    if kind < 0.17:
        pieces = [opening.removesuffix(" of "), *_tags(rng, labels, naming), *further, after.strip(" ,"), tag]
    elif kind < 0.34:
        text = _several_sentences(rng, labels, _who(rng, labels, naming), opening)
        pieces = [text.rstrip(".") if further or after or tag else text, *further, after.strip(" ,"), tag]
    elif kind < 0.44:
        where = " ".join(_where(rng, labels, naming))
        pieces = [where, f"{opening}{_who(rng, labels, naming)}{after}", *further, tag]
    else:
        where = _where(rng, labels, naming)
        text = f"{opening}{_who(rng, labels, naming)}"
        if where and labels["place"] != "plain" and rng.random() < 0.75:
            text, where = f"{text} {where[0]}", where[1:]
        glue = " " if rng.random() < 0.5 and labels["place"] != "plain" else ", "
        text = glue.join([text, *where]) + after
        pieces = [*([tag] if rng.random() < 0.5 else []), text, *further]
        if tag and tag not in pieces:
            pieces.append(tag)
    if rng.random() < 0.12:
        pieces += rng.sample(words.FILLERS, rng.randint(1, 3))
    text = ", ".join(piece for piece in pieces if piece)
    return text[0].upper() + text[1:] if rng.random() < 0.25 else text
