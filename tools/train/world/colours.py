"""The named colours of clothes, hair, skin and backdrops, and arithmetic on them."""

from __future__ import annotations

Rgb = tuple[float, float, float]

CLOTH: dict[str, Rgb] = {
    "red": (216, 52, 58),
    "blue": (52, 104, 216),
    "green": (58, 160, 86),
    "yellow": (250, 208, 66),
    "orange": (244, 134, 46),
    "purple": (136, 80, 188),
    "pink": (247, 146, 186),
    "white": (246, 244, 240),
    "black": (48, 46, 56),
    "brown": (128, 82, 52),
    "gray": (146, 150, 158),
    "teal": (40, 164, 168),
    "beige": (222, 198, 158),
}
HAIR: dict[str, Rgb] = {
    "black": (52, 46, 58),
    "brown": (116, 72, 44),
    "blonde": (244, 206, 112),
    "red": (196, 80, 40),
    "gray": (164, 166, 176),
    "white": (236, 234, 240),
    "blue": (70, 122, 222),
    "pink": (246, 142, 188),
    "green": (82, 178, 104),
    "purple": (148, 98, 204),
}
SKIN: dict[str, Rgb] = {
    "pale": (255, 230, 212),
    "light": (252, 214, 186),
    "tan": (232, 180, 138),
    "brown": (178, 118, 80),
    "dark": (116, 76, 56),
}
EYES: tuple[Rgb, ...] = ((92, 62, 48), (58, 108, 178), (62, 136, 92), (120, 84, 160), (60, 56, 70), (176, 112, 48))
WHITE: Rgb = (255, 255, 255)
NIGHT: Rgb = (34, 26, 52)


def shade(colour: Rgb, factor: float) -> Rgb:
    """Darken (factor below 1) or lighten a colour."""
    r, g, b = colour
    if factor <= 1:
        return r * factor, g * factor, b * factor
    return min(255.0, r * factor), min(255.0, g * factor), min(255.0, b * factor)


def mix(a: Rgb, b: Rgb, amount: float) -> Rgb:
    """Go from `a` (amount 0) to `b` (amount 1)."""
    return a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount


def multiply(a: Rgb, b: Rgb) -> Rgb:
    """Tint a colour by a light whose channels lie around 1."""
    if b == (1.0, 1.0, 1.0):
        return a
    return min(255.0, a[0] * b[0]), min(255.0, a[1] * b[1]), min(255.0, a[2] * b[2])


def luminance(colour: Rgb) -> float:
    """Brightness from 0 to 255 (ITU-R BT.601)."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def shadow(colour: Rgb) -> Rgb:
    """The colour in shade: darker and a little towards violet, as skies colour shadows."""
    return mix(shade(colour, 0.76), (88, 62, 128), 0.16)


def dark_line(colour: Rgb) -> Rgb:
    """A line around an area: a deep tone of its own colour."""
    return mix(shade(colour, 0.36), NIGHT, 0.45)


def backdrop(name: str) -> Rgb:
    """The colour of a plain backdrop: the cloth colour, a little softer."""
    return (30, 28, 36) if name == "black" else mix(CLOTH[name], WHITE, 0.14)
