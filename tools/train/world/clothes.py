"""Kinds of clothes as tables of measures and features; `dress.py` draws them.

Lengths along limbs are shares (0 at the shoulder or hip, 1 at the wrist or ankle); the rest is in metres of the figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Upper:
    """What covers the trunk: sleeves, how far it stands off, where it ends below the hips, and its features."""

    sleeve: float = 1.0
    loose: float = 0.0
    hem: float = 0.05
    neck: str = "crew"
    front: str = ""
    puff: float = 0.0
    cuff: bool = False
    under: bool = False  # a white shirt shows at the neck and, where sleeveless, on the arms


@dataclass(frozen=True)
class Lower:
    """What covers the legs: length, width off the leg at its top and end, features; skirts hang between the legs."""

    length: float = 0.96
    loose: float = 0.006
    end: float = 0.012
    skirt: bool = False
    flare: float = 0.0
    feature: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Whole:
    """Clothes of one piece or one cloth: an upper and a lower part and what is special."""

    upper: Upper
    lower: Lower
    extras: frozenset[str] = field(default_factory=frozenset)


UPPERS: dict[str, Upper] = {
    "t-shirt": Upper(0.27, 0.004),
    "shirt": Upper(1.0, 0.004, neck="collar", front="buttons", cuff=True),
    "blouse": Upper(0.92, 0.012, neck="bow", puff=0.02, cuff=True),
    "polo shirt": Upper(0.27, 0.002, neck="collar", front="placket"),
    "tank top": Upper(0.0, 0.0, neck="straps"),
    "crop top": Upper(0.16, 0.0, hem=-0.12),
    "hoodie": Upper(1.0, 0.022, 0.07, "hood", "pouch", cuff=True),
    "sweater": Upper(1.0, 0.016, 0.06, "crew", "knit", cuff=True),
    "turtleneck": Upper(1.0, 0.006, neck="turtle", cuff=True),
    "cardigan": Upper(1.0, 0.012, 0.08, "v", "open", under=True),
    "jacket": Upper(1.0, 0.018, 0.06, "collar", "zip", cuff=True),
    "leather jacket": Upper(1.0, 0.014, 0.04, "lapels", "slanted zip", under=True),
    "denim jacket": Upper(1.0, 0.014, 0.03, "collar", "pockets", cuff=True),
    "puffer jacket": Upper(1.0, 0.034, 0.06, "turtle", "quilted"),
    "vest": Upper(0.0, 0.006, 0.03, "v", "buttons", under=True),
    "blazer": Upper(1.0, 0.01, 0.09, "lapels", "two buttons", under=True),
    "coat": Upper(1.0, 0.022, 0.34, "lapels", "double buttons"),
    "jersey": Upper(0.32, 0.012, 0.06, "v trim", "number"),
}
LOWERS: dict[str, Lower] = {
    "trousers": Lower(feature="crease"),
    "jeans": Lower(0.95, 0.002, 0.006, feature="denim"),
    "shorts": Lower(0.42, 0.014, 0.018),
    "leggings": Lower(0.97, -0.004, -0.004),
    "sweatpants": Lower(0.95, 0.016, 0.004, feature="side stripe"),
    "cargo pants": Lower(0.94, 0.02, 0.016, feature="side pockets"),
    "flared trousers": Lower(0.97, 0.0, 0.042),
    "capri pants": Lower(0.74, 0.004, 0.006),
    "skirt": Lower(0.5, skirt=True, flare=0.08),
    "mini skirt": Lower(0.3, skirt=True, flare=0.05),
    "pleated skirt": Lower(0.44, skirt=True, flare=0.1, feature="pleats"),
    "long skirt": Lower(0.88, skirt=True, flare=0.12),
    "pencil skirt": Lower(0.5, skirt=True, flare=0.0),
    "kilt": Lower(0.46, skirt=True, flare=0.06, feature="plaid"),
}
_DRESS = Lower(0.5, skirt=True, flare=0.1)
WHOLES: dict[str, Whole] = {
    "dress": Whole(Upper(0.2, 0.0, -0.05), _DRESS, frozenset({"belt"})),
    "sundress": Whole(Upper(0.0, 0.0, -0.05, neck="straps"), Lower(0.46, skirt=True, flare=0.13), frozenset({"dots"})),
    "gown": Whole(Upper(0.0, 0.0, -0.05, neck="straps"), Lower(0.97, skirt=True, flare=0.26), frozenset({"belt", "sparkles"})),
    "suit": Whole(Upper(1.0, 0.01, 0.1, "lapels", "tie", under=True), Lower(feature="crease")),
    "tuxedo": Whole(Upper(1.0, 0.01, 0.1, "lapels", "bow tie", under=True), Lower(feature="crease")),
    "robe": Whole(Upper(0.96, 0.03, -0.05, neck="v", puff=0.05), Lower(0.94, skirt=True, flare=0.12), frozenset({"belt"})),
    "kimono": Whole(Upper(0.84, 0.018, -0.03, neck="wrap", puff=0.09), Lower(0.92, skirt=True, flare=0.02), frozenset({"obi"})),
    "tracksuit": Whole(Upper(1.0, 0.014, 0.06, "collar", "zip", cuff=True), Lower(0.95, 0.014, 0.006, feature="side stripe"), frozenset({"arm stripe"})),
    "school uniform": Whole(Upper(0.95, 0.004, neck="sailor"), Lower(0.42, skirt=True, flare=0.09, feature="pleats"), frozenset({"sailor"})),
    "armor": Whole(Upper(1.0, 0.012, 0.04, "plate", "plate"), Lower(0.97, 0.008, 0.01), frozenset({"armor"})),
    "overalls": Whole(Upper(0.27, 0.004), Lower(0.95, 0.014, 0.014), frozenset({"bib"})),
    "jumpsuit": Whole(Upper(0.95, 0.01, neck="collar", front="zip", cuff=True), Lower(0.95, 0.012, 0.006), frozenset({"belt"})),
    "swimsuit": Whole(Upper(0.0, -0.002, neck="straps"), Lower(0.06, 0.004, 0.004)),
    "lab coat": Whole(Upper(1.0, 0.02, 0.38, "lapels", "pockets", under=True), Lower()),
    "raincoat": Whole(Upper(1.0, 0.03, 0.3, "hood", "buttons"), Lower(0.9)),
    "gi": Whole(Upper(0.8, 0.02, 0.12, "wrap", puff=0.02), Lower(0.9, 0.02, 0.03), frozenset({"belt"})),
    "superhero costume": Whole(Upper(1.0, 0.0, 0.02, "crew", "emblem"), Lower(0.97, -0.002, -0.002), frozenset({"belt", "cape"})),
    "tutu": Whole(Upper(0.0, -0.002, -0.05, neck="straps"), Lower(0.2, skirt=True, flare=0.2, feature="tulle")),
    "space suit": Whole(Upper(1.0, 0.04, 0.04, "ring", "panel", cuff=True), Lower(0.97, 0.034, 0.03), frozenset({"space"})),
    "metal body": Whole(Upper(1.0, 0.004, 0.0, "ring", "lamp"), Lower(0.97, 0.0, 0.004), frozenset({"robot"})),
}
SHOES = (
    "sneakers", "boots", "dress shoes", "sandals", "high heels", "rain boots", "slippers", "flats", "high-tops",
    "cowboy boots", "roller skates", "loafers", "bare feet",
)
HEADWEAR = (
    "cap", "beanie", "straw hat", "top hat", "crown", "helmet", "headphones", "bow", "headband", "wizard hat",
    "cowboy hat", "beret", "santa hat", "chef hat", "bucket hat", "flower crown", "cat ears", "hood",
)
