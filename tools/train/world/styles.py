"""The drawing styles: how an area is filled, how its edge is drawn, and what is done to the finished picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .colours import WHITE, Rgb, dark_line, luminance, mix, shade, shadow

PAPER: Rgb = (253, 249, 240)

Stops = tuple[tuple[float, Rgb], ...]


@dataclass(frozen=True, eq=False)
class Style:
    """`stops` shade an area from its lit (0) to its dark side (1); `line` colours its edge, `outline` widens it.

    `spot` recolours what has no shading; `scenery` recolours places and
    `backdrop` plain backgrounds; `big_eyes` draws faces and shining hair
    as in anime; `plain_faces` leaves out what is small.
    """

    name: str
    outline: float
    stops: Callable[[Rgb], Stops]
    line: Callable[[Rgb], Rgb]
    spot: Callable[[Rgb], Rgb] = lambda colour: colour
    scenery: Callable[[Rgb], Rgb] = lambda colour: colour
    backdrop: Callable[[Rgb], Rgb] = lambda colour: colour
    big_eyes: bool = False
    plain_faces: bool = False


def _cel(colour: Rgb) -> Stops:
    return ((0.0, mix(colour, WHITE, 0.1)), (0.3, colour), (0.6, colour), (0.66, shadow(colour)), (1.0, shadow(colour)))


def _anime(colour: Rgb) -> Stops:
    dark = mix(shade(colour, 0.76), (112, 76, 176), 0.26)
    return ((0.0, mix(colour, WHITE, 0.5)), (0.13, mix(colour, WHITE, 0.42)), (0.16, mix(colour, WHITE, 0.08)), (0.5, colour), (0.53, dark), (1.0, dark))


def _flat(colour: Rgb) -> Stops:
    dark = shade(colour, 0.86)
    return ((0.0, colour), (0.5, colour), (0.505, dark), (1.0, dark))


def _washed(colour: Rgb) -> Rgb:
    """A light wash of ink: pale, but the hue can be told."""
    return mix(colour, (250, 246, 236), 0.34)


def _ink(colour: Rgb) -> Stops:
    wash = _washed(colour)
    return ((0.0, mix(wash, WHITE, 0.35)), (0.55, wash), (0.6, shade(wash, 0.8)), (1.0, shade(wash, 0.74)))


def _watercolour(colour: Rgb) -> Stops:
    light = mix(colour, (255, 250, 240), 0.3)
    return ((0.0, mix(light, WHITE, 0.3)), (0.45, light), (0.8, mix(colour, (255, 250, 240), 0.06)), (1.0, shade(colour, 0.84)))


def _clay(colour: Rgb) -> Stops:
    return (
        (0.0, mix(colour, WHITE, 0.12)), (0.2, mix(colour, WHITE, 0.42)), (0.42, mix(colour, WHITE, 0.06)), (0.62, shade(colour, 0.93)),
        (0.86, shadow(shade(colour, 0.82))), (1.0, mix(shadow(colour), (130, 140, 190), 0.3)),
    )


def _neon(colour: Rgb) -> Stops:
    deep = mix(shade(colour, 0.42), (22, 10, 48), 0.5)
    return ((0.0, mix(deep, colour, 0.3)), (0.5, deep), (1.0, mix(deep, (14, 8, 36), 0.5)))


def _glow(colour: Rgb) -> Rgb:
    """A bright line of the area's hue; grey tones glow in cyan and dark ones in magenta."""
    spread = max(colour) - min(colour)
    if spread < 40:
        return (150, 240, 255) if luminance(colour) > 120 else (226, 84, 255)
    top = max(colour)
    vivid = mix(shade(colour, 255 / top), WHITE, 0.12)
    return vivid


STYLES: dict[str, Style] = {
    "cartoon": Style("cartoon", 1.0, _cel, dark_line),
    "anime": Style(
        "anime", 0.5, _anime, lambda c: mix(dark_line(c), (92, 40, 84), 0.45),
        scenery=lambda c: mix(c, (196, 206, 255), 0.16), big_eyes=True,
    ),
    "flat": Style("flat", 0.4, _flat, lambda c: shade(c, 0.74), plain_faces=True),
    "ink": Style(
        "ink", 1.15, _ink, lambda _: (34, 32, 40), _washed,
        scenery=lambda c: mix(mix((luminance(c),) * 3, c, 0.3), PAPER, 0.58),
        backdrop=lambda c: mix(c, PAPER, 0.3),
    ),
    "pixel": Style("pixel", 1.7, _cel, lambda c: shade(dark_line(c), 0.7), plain_faces=True),
    "watercolour": Style(
        "watercolour", 0.42, _watercolour, lambda c: mix(shade(c, 0.5), (90, 80, 110), 0.3),
        scenery=lambda c: mix(c, PAPER, 0.3),
        backdrop=lambda c: mix(c, PAPER, 0.2),
    ),
    "clay": Style("clay", 0.0, _clay, dark_line),
    "neon": Style("neon", 0.9, _neon, _glow, scenery=lambda c: mix(shade(c, 0.26), (26, 10, 58), 0.55), backdrop=lambda c: mix(shade(c, 0.5), (26, 10, 58), 0.2)),
}
