"""Captions as people would write them: sentences, several sentences, tags, a few words; what is left out varies.

A caption names only what is drawn. Words that mean nothing for the picture stand in some captions, so that a model
learns to pass over them.
"""

from __future__ import annotations

import random
from typing import Any

from . import words
from .looks import ROLES
from .words import Words

Labels = dict[str, Any]


def _article(phrase: str) -> str:
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


def _garments(rng: random.Random, person: Labels, naming: float) -> list[str]:
    """Clothes from the top down; each is left out with a chance of 1 - naming, upper clothes seldom."""

    def named(colour: str | None, word: str) -> str:
        return f"{colour_word(rng, colour)} {word}" if colour and rng.random() < 0.9 else word

    pieces = []
    if person["upper"] not in ("metal body",) and rng.random() < max(naming, 0.85):
        pattern = f"{person['upper_pattern']} " if person["upper_pattern"] and rng.random() < 0.8 else ""
        word = pattern + _word(rng, words.UPPERS, person["upper"])
        phrase = word if person["upper"] == "lab coat" else named(person["upper_colour"], word)
        pieces.append(phrase if word in ("armor", "overalls", "dungarees", "plate armor", "armour") else _article(phrase))
    if person["lower"] and rng.random() < naming:
        phrase = named(person["lower_colour"], _word(rng, words.LOWERS, person["lower"]))
        pieces.append(phrase if person["lower"] in words.PLURAL_LOWERS else _article(phrase))
    if person["shoes"] and rng.random() < naming * 0.3:
        pieces.append("no shoes" if person["shoes"] == "bare feet" else named(person["shoe_colour"], _word(rng, words.SHOES, person["shoes"])))
    return pieces


def _extras(rng: random.Random, person: Labels, naming: float) -> list[str]:
    """What a person has besides clothes, as phrases that follow "with"."""
    found = []
    if person["hair"] and rng.random() < naming * 0.7:
        colour = colour_word(rng, person["hair_colour"]) if person["hair_colour"] in words.COLOURS else person["hair_colour"]
        found.append(_word(rng, words.HAIRS, person["hair"]).format(colour))
    if person["headwear"] and rng.random() < max(naming, 0.6) and not (person["subject"] in ROLES and rng.random() < 0.5):
        own = person["headwear"] in ("crown", "straw hat", "chef hat", "santa hat", "flower crown", "hood")
        plural = person["headwear"] in ("headphones", "cat ears")
        phrase = person["headwear"] if own or rng.random() < 0.3 else f"{colour_word(rng, person['headwear_colour'])} {person['headwear']}"
        found.append(phrase if plural else _article(phrase))
    if person["glasses"] and rng.random() < max(naming, 0.6):
        found.append(rng.choice(("glasses", "glasses", "spectacles")))
    if person["beard"] and rng.random() < naming:
        found.append(rng.choice(("a beard", "a beard", f"a {person['hair_colour']} beard")))
    if person["scarf"] and rng.random() < max(naming, 0.6):
        found.append(_article(f"{colour_word(rng, person['scarf'])} scarf"))
    return found


def _prop(rng: random.Random, person: Labels) -> str:
    return rng.choice(words.PROPS[person["prop"]]) if person["prop"] in words.PROPS else _article(person["prop"])


def _listed(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"{', '.join(pieces[:-1])} and {pieces[-1]}"


def _subject(rng: random.Random, person: Labels) -> str:
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
    phrase = _article(_subject(rng, person))
    role = person["subject"] in ROLES
    mood = _word(rng, words.EXPRESSIONS, person["expression"]) if person["expression"] and rng.random() < naming * 0.25 else ""
    if mood in ("happy", "serious", "sad", "angry", "surprised"):
        phrase, mood = _article(f"{mood} {phrase.split(' ', 1)[1]}"), ""
    extras = _extras(rng, person, naming)
    clothes = [] if role and rng.random() < 0.7 else _garments(rng, person, naming)
    if role and clothes:
        clothes = clothes[:1]
    if rng.random() < 0.35 and clothes and extras:
        phrase += f" {rng.choice(('wearing', 'in'))} {_listed(clothes)} with {_listed(extras)}"
    else:
        phrase += f" with {_listed(extras)}" if extras else ""
        phrase += f" {rng.choice(('wearing', 'in', 'wearing', 'dressed in'))} {_listed(clothes)}" if clothes else ""
    if mood:
        phrase += f", {mood}" if rng.random() < 0.5 else f" {mood}"
    if person["seat"] and rng.random() < 0.4:
        phrase += f" sitting on {_article(_word(rng, words.SEATS, person['seat']))}"
    elif person["family"] in words.ACTIONS and rng.random() < 0.3:
        phrase += f" {rng.choice(words.ACTIONS[person['family']])}"
    if person["prop"] and rng.random() < 0.85:
        phrase += f" {rng.choice(('holding', 'with', 'carrying', 'holding'))} {_prop(rng, person)}"
    if person["companion"] and rng.random() < 0.88:
        phrase += f" {rng.choice(('with', 'and', 'next to'))} {_article(person['companion'])}"
    return phrase


def _background(rng: random.Random, colour: str) -> str:
    named = colour_word(rng, colour)
    return rng.choice((
        f"{named} background", f"plain {named} background", f"on {_article(named)} background", f"against {_article(f'plain {named} wall')}",
        f"in front of {_article(f'{named} background')}", f"{named} background", f"simple {named} background",
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
    listed = _listed(phrases)
    kind = rng.random()
    if kind < 0.2:
        return f"{rng.choice(crowd)} {action}".strip()
    if kind < 0.55:
        return f"{rng.choice(crowd)}{' ' + action if action else ''}, {listed}"
    return f"{listed} {action}".strip()


def _framed(rng: random.Random, labels: Labels) -> tuple[str, list[str]]:
    """An opening such as "close-up of " and further phrases about framing and view."""
    opening, further = "", []
    chance = {"whole": 0.06, "knees": 0.1, "waist": 0.35, "portrait": 0.5, "close-up": 0.75}[labels["framing"]]
    if rng.random() < chance:
        word = rng.choice(words.FRAMINGS[labels["framing"]])
        if rng.random() < 0.5 and labels["framing"] in ("portrait", "close-up"):
            opening = f"{_article(word)} of "
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
        tags.append(_subject(rng, person))
        for piece in [*_extras(rng, person, naming), *_garments(rng, person, naming)]:
            tags.append(piece.removeprefix("a ").removeprefix("an "))
        if person["prop"] and rng.random() < 0.8:
            tags.append(_prop(rng, person).removeprefix("a ").removeprefix("an "))
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
