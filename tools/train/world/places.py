"""All places with their painters, and plain backdrops."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import inside, nature, town
from .colours import WHITE, backdrop, mix, shade
from .paths import ellipse
from .stage import SIDE, Stage

Painter = Callable[[Stage, random.Random], None]

OUTDOORS: dict[str, Painter] = {
    "beach": nature.beach, "forest": nature.forest, "mountains": nature.mountains, "desert": nature.desert,
    "meadow": nature.meadow, "park": nature.park, "garden": nature.garden, "farm": nature.farm, "lake": nature.lake,
    "snow field": nature.snow_field, "city": town.city, "street": town.street, "rooftop": town.rooftop,
    "castle": town.castle, "village": town.village, "harbour": town.harbour, "bridge": town.bridge,
    "temple": town.temple, "playground": town.playground, "market": town.market, "train station": town.train_station,
}
WITHOUT_SKY: dict[str, Painter] = {
    "jungle": nature.jungle, "moon surface": nature.moon_surface, "underwater": nature.underwater, "cave": inside.cave,
    "theatre": inside.theatre, "living room": inside.living_room, "bedroom": inside.bedroom, "kitchen": inside.kitchen,
    "classroom": inside.classroom, "library": inside.library, "gym": inside.gym, "office": inside.office,
    "cafe": inside.cafe, "laboratory": inside.laboratory,
}
PLACES: dict[str, Painter] = OUTDOORS | WITHOUT_SKY
INDOORS = frozenset(WITHOUT_SKY) - {"jungle", "moon surface", "underwater"}
FIXED_LIGHT = frozenset({"moon surface", "underwater", "cave", "theatre"})


def paint_plain(stage: Stage, rng: random.Random, colour: str) -> None:
    """One colour, a little lighter behind the figure, sometimes with a floor."""
    base = backdrop(colour)
    edge = shade(base, 0.93) if colour != "black" else base
    stage.gradient(0, SIDE, ((0.0, base), (1.0, edge)))
    kind = rng.random()
    if kind < 0.15:
        stage.spot(ellipse(complex(128, 130), 150 + 0j, 0.95), mix(base, WHITE, 0.07))
    elif kind < 0.5:
        stage.gradient(stage.horizon + 56, SIDE, ((0.0, shade(base, 0.95)), (1.0, shade(base, 0.9))))
