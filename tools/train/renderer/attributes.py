"""What a drawn person looks like: kind, hair, skin, clothes and their colours."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .palette import CLOTH, HAIR, SKIN

SUBJECTS = ("girl", "woman", "boy", "man", "person", "robot", "astronaut")
LONG_SLEEVED = frozenset({"shirt", "hoodie", "sweater", "jacket", "suit"})


@dataclass(frozen=True)
class Look:
    """One person's looks."""

    subject: str
    skin: str
    hair: str
    hair_colour: str
    top: str
    top_colour: str
    bottom: str
    bottom_colour: str
    shoe_colour: str

    @property
    def is_human(self) -> bool:
        """Whether hair, skin and clothes show."""
        return self.subject not in ("robot", "astronaut")


def _clothes(rng: random.Random, feminine: bool) -> tuple[str, str, str, str]:
    """Top, its colour, bottom, its colour."""
    tops = ["tshirt", "tshirt", "shirt", "shirt", "hoodie", "sweater", "jacket"]
    top = rng.choice([*tops, "dress", "dress"] if feminine else [*tops, "suit"])
    colours = list(CLOTH)
    if top == "suit":
        colour = rng.choice(["black", "black", "gray", "blue", "white", "red", "brown"])
        return top, colour, "trousers", colour
    top_colour = rng.choice(colours)
    if top == "dress":
        return top, top_colour, "none", top_colour
    bottoms = ["trousers", "trousers", "trousers", "jeans", "shorts"]
    bottom = rng.choice([*bottoms, "skirt"] if feminine else bottoms)
    bottom_colour = rng.choices(["blue", "black"], [0.8, 0.2])[0] if bottom == "jeans" else rng.choice(colours)
    return top, top_colour, bottom, bottom_colour


def random_look(rng: random.Random) -> Look:
    """Draw a look at random."""
    subject = rng.choices(SUBJECTS, [0.18, 0.2, 0.14, 0.2, 0.14, 0.07, 0.07])[0]
    feminine = subject in ("girl", "woman") or (subject == "person" and rng.random() < 0.4)
    if feminine:
        hair = rng.choice(["long", "long", "ponytail", "bun", "short"])
    else:
        hair = rng.choices(["short", "bald", "ponytail"], [0.88, 0.08, 0.04])[0]
    top, top_colour, bottom, bottom_colour = _clothes(rng, feminine)
    return Look(
        subject=subject,
        skin=rng.choices(list(SKIN), [0.4, 0.25, 0.2, 0.15])[0],
        hair=hair,
        hair_colour=rng.choices(list(HAIR), [0.2, 0.2, 0.2, 0.1, 0.07, 0.09, 0.08, 0.06])[0],
        top=top,
        top_colour=top_colour,
        bottom=bottom,
        bottom_colour=bottom_colour,
        shoe_colour=rng.choice(["black", "white", "brown", "red", "gray"]),
    )
