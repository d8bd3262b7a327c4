"""Prompts that the world must be able to draw, with the attributes that they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prompt:
    """A prompt and what a right picture of it has."""

    text: str
    wishes: dict[str, Any] = field(default_factory=dict)
    count: int = 1


_SUIT = {"subject": "girl", "feminine": True, "whole": "suit", "upper_colour": "black", "features": frozenset(), "beard": False, "headwear": None, "hair": "long", "prop": None}

PROMPTS: tuple[Prompt, ...] = (
    Prompt(
        "Anime style illustration of a girl wearing a suit. A moon in sky. In the background we see a big rain approaching.",
        _SUIT | {"style": "anime", "place": "lake", "time": "night", "weather": "rain approaching", "moon": True, "colour": None},
    ),
    Prompt("a photo of controlnet 1.1 - human pose", {"style": "cartoon", "features": frozenset(), "subject": "person"}),
    Prompt("a knight with a sword in front of a castle at sunset", {"subject": "knight", "whole": "armor", "upper_colour": "gray", "features": frozenset(), "prop": "sword", "place": "castle", "time": "sunset", "weather": "clear", "moon": False, "style": "cartoon"}),
    Prompt("watercolor painting of a woman in a red dress in a meadow", {"subject": "woman", "feminine": True, "whole": "dress", "upper_colour": "red", "features": frozenset(), "beard": False, "place": "meadow", "time": "day", "weather": "clear", "moon": False, "style": "watercolour"}),
    Prompt("pixel art of a wizard in a cave", {"subject": "wizard", "whole": "robe", "upper_colour": "purple", "headwear": "wizard hat", "prop": "staff", "features": frozenset(), "place": "cave", "style": "pixel"}),
    Prompt("a neon robot in a city at night", {"subject": "robot", "whole": "metal body", "features": frozenset({"robot"}), "place": "city", "time": "night", "weather": "clear", "style": "neon"}),
)
