"""What a drawn person looks like: who it is, hair, clothes, colours, things carried. Every value can be named."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from .body import Build
from .clothes import HEADWEAR, LOWERS, SHOES, UPPERS
from .colours import CLOTH, EYES, HAIR, SKIN, Rgb

HAIRS_LONG = ("long", "wavy", "bob", "ponytail", "pigtails", "bun", "braid", "curly", "short", "afro", "space buns", "dreadlocks")
HAIRS_SHORT = ("short", "short", "side part", "spiky", "curly", "buzz cut", "bald", "mohawk", "afro", "ponytail", "long", "dreadlocks")
EXPRESSIONS = ("smile", "smile", "smile", "grin", "neutral", "sad", "angry", "surprised", "wink", "closed")
PATTERNS = ("striped", "plaid", "polka dot", "floral")
HANDHELD = ("umbrella", "balloon", "flower", "sword", "staff", "book", "bag", "lantern", "ice cream", "cup", "guitar", "phone", "flag", "ball", "wand", "camera")
COMPANIONS = ("cat", "dog", "bird", "fox", "rabbit", "owl", "small dragon", "penguin")


@dataclass(frozen=True)
class Look:
    """One person. `whole` replaces `upper` and `lower` where it is set; None means that there is none."""

    subject: str
    age: str
    feminine: bool
    figure: str
    build: Build
    skin: str
    eyes: Rgb
    hair: str
    hair_colour: str
    whole: str | None
    upper: str
    upper_colour: str
    upper_pattern: str | None
    lower: str
    lower_colour: str
    shoes: str
    shoe_colour: str
    headwear: str | None
    headwear_colour: str
    glasses: bool
    beard: bool
    scarf: str | None
    backpack: bool
    expression: str
    prop: str | None
    companion: str | None
    features: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Role:
    """A subject that comes with its clothes."""

    whole: str
    colours: tuple[str, ...]
    headwear: str | None = None
    prop: str | None = None
    feminine: bool | None = None
    features: frozenset[str] = frozenset()


ROLES: dict[str, Role] = {
    "robot": Role("metal body", tuple(CLOTH), features=frozenset({"robot"})),
    "astronaut": Role("space suit", ("white", "white", "white", "orange", "gray"), features=frozenset({"astronaut"})),
    "knight": Role("armor", ("gray", "gray", "gray", "black", "yellow"), prop="sword"),
    "wizard": Role("robe", ("blue", "purple", "green", "red", "gray"), "wizard hat", "staff", False, frozenset({"beard"})),
    "witch": Role("dress", ("black", "purple", "green"), "wizard hat", "wand", True),
    "princess": Role("gown", ("pink", "blue", "yellow", "purple", "white", "red"), "crown", None, True),
    "king": Role("robe", ("red", "purple", "blue"), "crown", None, False, frozenset({"beard", "cape"})),
    "superhero": Role("superhero costume", ("red", "blue", "green", "purple", "yellow", "black"), features=frozenset({"cape"})),
    "ninja": Role("gi", ("black", "black", "blue", "red"), "hood", "sword", features=frozenset({"mask"})),
    "chef": Role("lab coat", ("white",), "chef hat"),
    "ballerina": Role("tutu", ("pink", "white", "blue", "purple", "yellow"), None, None, True),
    "angel": Role("gown", ("white", "white", "yellow"), None, None, True, frozenset({"wings", "halo"})),
    "fairy": Role("sundress", ("green", "pink", "purple", "yellow", "blue"), "flower crown", "wand", True, frozenset({"wings"})),
    "elf": Role("robe", ("green", "brown", "green", "teal"), "hood", features=frozenset({"elf ears"})),
    "scientist": Role("lab coat", ("white",), features=frozenset({"glasses"})),
    "vampire": Role("tuxedo", ("black",), features=frozenset({"cape", "vampire"})),
}
_FIGURES = {"slim": 0.84, "average": 1.0, "sturdy": 1.2, "heavy": 1.42, "muscular": 1.18}


def _build(rng: random.Random, age: str, feminine: bool, figure: str, heads: float) -> Build:
    girth = _FIGURES[figure]
    if age == "child":
        return Build(
            rng.uniform(0.58, 0.74), girth * 1.1, heads * rng.uniform(1.3, 1.55), 0.9, 0.95, rng.uniform(0.88, 0.96),
            rng.uniform(0.84, 0.94),
        )
    shoulders = rng.uniform(0.86, 0.95) if feminine else rng.uniform(0.95, 1.08)
    if figure == "muscular":
        shoulders *= 1.12
    hips = rng.uniform(1.0, 1.12) if feminine else rng.uniform(0.9, 1.0)
    size = rng.uniform(0.9, 0.98) if feminine else rng.uniform(0.95, 1.06)
    return Build(size, girth * (0.92 if feminine else 1.0), heads, shoulders, hips, rng.uniform(0.94, 1.04), rng.uniform(0.92, 1.08))


def _who(rng: random.Random) -> tuple[str, str, bool]:
    """Subject, age, whether drawn feminine."""
    subject = rng.choices(
        ("woman", "girl", "man", "boy", "person", "role", "old woman", "old man"), (22, 19, 20, 13, 7, 15, 2, 2)
    )[0]
    if subject == "role":
        role = rng.choice(tuple(ROLES))
        feminine = ROLES[role].feminine
        return role, "adult", rng.random() < 0.45 if feminine is None else feminine
    if subject == "person":
        return subject, "adult", rng.random() < 0.5
    feminine = subject in ("woman", "girl", "old woman")
    age = "old" if subject.startswith("old") else "child" if subject in ("girl", "boy") and rng.random() < 0.5 else "adult"
    return subject, age, feminine


def _clothes(rng: random.Random, feminine: bool) -> dict[str, str | None]:
    if rng.random() < 0.3:
        feminine_only = ("dress", "dress", "dress", "sundress", "gown", "school uniform")
        common = (
            "suit", "suit", "tuxedo", "robe", "kimono", "tracksuit", "armor", "overalls", "jumpsuit", "lab coat",
            "raincoat", "gi", "superhero costume", "swimsuit",
        )
        whole = rng.choice(common + feminine_only * 2 if feminine else common)
        colours = ("black", "black", "gray", "blue", "white", "red", "brown", "beige") if whole in ("suit", "tuxedo") else tuple(CLOTH)
        colour = "gray" if whole == "armor" and rng.random() < 0.7 else "white" if whole == "lab coat" else rng.choice(colours)
        return {"whole": whole, "upper": whole, "upper_colour": colour, "lower": whole, "lower_colour": colour}
    upper = rng.choice([name for name in UPPERS if feminine or name not in ("blouse", "crop top")])
    skirts = {name for name, kind in LOWERS.items() if kind.skirt and name != "kilt"}
    lower = rng.choice([name for name in LOWERS if feminine or name not in skirts] + ["trousers", "jeans"])
    upper_colour, lower_colour = rng.choice(tuple(CLOTH)), rng.choice(tuple(CLOTH))
    if lower == "jeans" and rng.random() < 0.6:
        lower_colour = "blue"
    if upper in ("leather jacket", "denim jacket") and rng.random() < 0.5:
        upper_colour = rng.choice(("black", "brown") if upper == "leather jacket" else ("blue",))
    return {"whole": None, "upper": upper, "upper_colour": upper_colour, "lower": lower, "lower_colour": lower_colour}


def _with_role(rng: random.Random, look: Look) -> Look:
    role = ROLES[look.subject]
    colour = rng.choice(role.colours)
    return replace(
        look, whole=role.whole, upper=role.whole, lower=role.whole, upper_colour=colour, lower_colour=colour,
        upper_pattern=None, headwear=role.headwear, headwear_colour="white" if role.headwear == "chef hat" else colour,
        prop=role.prop if role.prop and rng.random() < 0.75 else None, features=role.features, scarf=None, backpack=False,
        beard="beard" in role.features, glasses=look.glasses or "glasses" in role.features,
        shoes=rng.choice(("boots", "dress shoes", "boots", "flats")),
    )


def random_look(rng: random.Random, heads: float) -> Look:
    """A person at random; `heads` is the size of heads in this picture against the library's adult."""
    subject, age, feminine = _who(rng)
    figure = rng.choices(tuple(_FIGURES), (25, 45, 12, 8, 0 if feminine else 10))[0]
    hair_colours = ("gray", "white") if age == "old" else tuple(HAIR)
    weights = (1, 1) if age == "old" else (20, 22, 16, 11, 2, 4, 6, 7, 5, 6)
    whole_clothes = _clothes(rng, feminine)
    shoes = "bare feet" if whole_clothes["whole"] == "swimsuit" else rng.choice(SHOES)
    if shoes == "high heels" and not feminine:
        shoes = "sneakers"
    headwear = rng.choice(HEADWEAR) if rng.random() < 0.24 else None
    look = Look(
        subject, age, feminine, figure, _build(rng, age, feminine, figure, heads),
        rng.choices(tuple(SKIN), (20, 30, 22, 16, 12))[0], rng.choice(EYES),
        rng.choice(HAIRS_LONG if feminine else HAIRS_SHORT), rng.choices(hair_colours, weights)[0],
        **whole_clothes, upper_pattern=rng.choice(PATTERNS) if whole_clothes["whole"] is None and rng.random() < 0.14 else None,
        shoes=shoes, shoe_colour=rng.choice(("black", "white", "brown", "red", "gray", "blue", "pink", "yellow")),
        headwear=headwear, headwear_colour=rng.choice(tuple(CLOTH)), glasses=rng.random() < 0.1,
        beard=not feminine and age != "child" and rng.random() < (0.5 if age == "old" else 0.16),
        scarf=rng.choice(tuple(CLOTH)) if rng.random() < 0.07 else None, backpack=rng.random() < 0.05,
        expression=rng.choice(EXPRESSIONS), prop=rng.choice(HANDHELD) if rng.random() < 0.14 else None,
        companion=rng.choice(COMPANIONS) if rng.random() < 0.12 else None,
    )
    return _with_role(rng, look) if subject in ROLES else look
