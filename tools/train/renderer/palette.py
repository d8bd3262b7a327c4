"""The named colours of clothes, hair, skin and backgrounds, and arithmetic on them."""

from __future__ import annotations

Rgb = tuple[float, float, float]

CLOTH: dict[str, Rgb] = {
    "red": (214, 48, 49),
    "blue": (45, 98, 210),
    "green": (52, 160, 80),
    "yellow": (246, 206, 60),
    "orange": (240, 130, 40),
    "purple": (130, 70, 180),
    "pink": (245, 130, 175),
    "white": (240, 240, 240),
    "black": (45, 45, 52),
    "brown": (120, 75, 45),
    "gray": (140, 145, 150),
}
HAIR: dict[str, Rgb] = {
    "black": (40, 36, 42),
    "brown": (105, 64, 38),
    "blonde": (240, 205, 110),
    "red": (185, 70, 35),
    "white": (228, 228, 235),
    "blue": (60, 110, 215),
    "pink": (240, 130, 180),
    "green": (70, 165, 90),
}
SKIN: dict[str, Rgb] = {
    "light": (252, 220, 196),
    "tan": (228, 178, 138),
    "brown": (170, 112, 76),
    "dark": (105, 68, 48),
}
OUTLINE: Rgb = (38, 30, 44)


def shade(colour: Rgb, factor: float) -> Rgb:
    """Darken (factor below 1) or lighten a colour."""
    r, g, b = (max(0.0, min(255.0, channel * factor)) for channel in colour)
    return r, g, b


def mix(a: Rgb, b: Rgb, amount: float) -> Rgb:
    """Go from `a` (amount 0) to `b` (amount 1)."""
    r, g, bl = (x + (y - x) * amount for x, y in zip(a, b))
    return r, g, bl


def multiply(a: Rgb, b: Rgb) -> Rgb:
    """Tint a colour by a light whose channels lie in 0..1."""
    r, g, bl = (x * y for x, y in zip(a, b))
    return r, g, bl


def plain_background(name: str) -> Rgb:
    """The colour of a plain backdrop: the cloth colour, a little softer."""
    if name == "black":
        return 28, 28, 32
    return mix(CLOTH[name], (255, 255, 255), 0.15)
