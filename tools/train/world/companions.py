"""Animals that keep people company, on the ground or in the air beside them."""

from __future__ import annotations

from .brush import Brush, ball_area, bar_area, oval_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .paths import disc, polygon, smooth

COATS: dict[str, tuple[Rgb, ...]] = {
    "cat": ((240, 160, 80), (70, 64, 76), (236, 232, 228), (150, 146, 156)), "dog": ((196, 144, 92), (120, 84, 60), (240, 226, 200), (70, 62, 66)),
    "fox": ((232, 116, 52),), "rabbit": ((238, 232, 228), (176, 150, 128), (160, 160, 168)), "bird": ((82, 150, 226), (226, 84, 78), (250, 206, 80)),
    "owl": ((150, 112, 80), (196, 180, 160)), "small dragon": ((92, 184, 110), (150, 104, 206), (220, 86, 76)), "penguin": ((58, 60, 80),),
}
FLYING = frozenset({"bird", "small dragon"})


class _Beast:
    """A brush, a place (the feet's middle), a size in px and which way it looks (1 to the right)."""

    def __init__(self, brush: Brush, foot: complex, size: float, way: int, colour: Rgb) -> None:
        self.brush, self.foot, self.size, self.way, self.colour = brush, foot, size, way, colour

    def at(self, x: float, y: float) -> complex:
        """A place: x ahead, y up, in sizes."""
        return self.foot + complex(x * self.way, -y) * self.size

    def eye(self, x: float, y: float, radius: float = 0.035) -> None:
        self.brush.spot(disc(self.at(x, y), radius * self.size), (44, 36, 50))
        self.brush.spot(disc(self.at(x + 0.008, y + 0.012), radius * 0.4 * self.size), WHITE)


def _four_legs(beast: _Beast, tail: str, ears: str, snout: Rgb) -> None:
    brush, s, at, colour = beast.brush, beast.size, beast.at, beast.colour
    tails = {"up": [(-0.32, 0.36), (-0.52, 0.5), (-0.46, 0.8)], "bush": [(-0.3, 0.34), (-0.58, 0.4), (-0.78, 0.62)], "wag": [(-0.32, 0.42), (-0.46, 0.56), (-0.52, 0.72)], "stub": [(-0.34, 0.36), (-0.4, 0.4), (-0.42, 0.42)]}[tail]
    wide = 0.12 if tail == "bush" else 0.06
    parts = [bar_area(at(*tails[0]), at(*tails[1]), (wide * s, wide * s), colour), bar_area(at(*tails[1]), at(*tails[2]), (wide * s, wide * (0.5 if tail == "bush" else 0.9) * s), WHITE if tail == "bush" else colour)]
    parts += [bar_area(at(x, 0.3), at(x, 0.04), (0.075 * s, 0.06 * s), shade(colour, 0.92)) for x in (-0.24, 0.16)]
    parts += [bar_area(at(x, 0.3), at(x + 0.02, 0.04), (0.08 * s, 0.065 * s), colour) for x in (-0.16, 0.26)]
    parts.append(bar_area(at(-0.18, 0.38), at(0.2, 0.42), (0.19 * s, 0.18 * s), colour))
    brush.solid(parts)
    head = at(0.34, 0.68)
    if ears == "pointed":
        brush.solid([shaped(polygon([at(x - 0.1, 0.8), at(x, 1.06), at(x + 0.1, 0.8)]), colour) for x in (0.22, 0.46)])
    elif ears == "long":
        brush.solid([bar_area(at(x, 0.8), at(x - 0.06, 1.16), (0.06 * s, 0.055 * s), colour) for x in (0.26, 0.4)])
    brush.solid([ball_area(head, 0.24 * s, colour)])
    brush.spot(disc(at(0.46, 0.6), 0.12 * s), snout)
    if ears == "floppy":
        brush.solid([bar_area(at(0.2, 0.8), at(0.12, 0.58), (0.07 * s, 0.075 * s), shade(colour, 0.78))], 0.7)
    brush.spot(disc(at(0.54, 0.64), 0.04 * s), (60, 44, 50))
    beast.eye(0.32, 0.72)
    beast.eye(0.46, 0.74)


def _bird(beast: _Beast) -> None:
    brush, s, at, colour = beast.brush, beast.size, beast.at, beast.colour
    brush.solid([shaped(polygon([at(-0.26, 0.4), at(-0.6, 0.5), at(-0.56, 0.34)]), shade(colour, 0.85)), oval_area(at(0, 0.42), complex(0.32, 0) * s, 0.7, colour), ball_area(at(0.26, 0.62), 0.19 * s, colour)])
    brush.solid([shaped(smooth([at(0.08, 0.5), at(-0.06, 0.86), at(-0.4, 0.96), at(-0.2, 0.46)]), mix(colour, WHITE, 0.25))], 0.8)
    brush.solid([shaped(polygon([at(0.42, 0.66), at(0.6, 0.6), at(0.42, 0.55)]), CLOTH["orange"])], 0.7)
    beast.eye(0.3, 0.66, 0.04)


def _owl(beast: _Beast) -> None:
    brush, s, at, colour = beast.brush, beast.size, beast.at, beast.colour
    brush.solid([shaped(polygon([at(x - 0.09, 0.86), at(x, 1.06), at(x + 0.09, 0.84)]), colour) for x in (-0.18, 0.18)])
    brush.solid([oval_area(at(0, 0.44), complex(0, 0.46) * s, 0.7, colour)])
    brush.spot(smooth([at(-0.18, 0.4), at(0, 0.52), at(0.18, 0.4), at(0.1, 0.08), at(-0.1, 0.08)]), mix(colour, WHITE, 0.5))
    for x in (-0.13, 0.13):
        brush.spot(disc(at(x, 0.68), 0.13 * s), (255, 246, 222))
        brush.spot(disc(at(x, 0.68), 0.07 * s), (44, 36, 50))
    brush.spot(polygon([at(-0.05, 0.6), at(0.05, 0.6), at(0, 0.5)]), CLOTH["orange"])


def _dragon(beast: _Beast) -> None:
    brush, s, at, colour = beast.brush, beast.size, beast.at, beast.colour
    brush.solid([shaped(smooth([at(-0.1, 0.5), at(-0.3, 1.0), at(-0.62, 0.86), at(-0.5, 0.66), at(-0.34, 0.6)]), mix(colour, CLOTH["yellow"], 0.5))])
    brush.solid([bar_area(at(-0.2, 0.34), at(-0.62, 0.24), (0.1 * s, 0.03 * s), colour), oval_area(at(0, 0.4), complex(0.3, 0) * s, 0.8, colour), bar_area(at(0.06, 0.24), at(0.1, 0.06), (0.07 * s, 0.06 * s), colour), ball_area(at(0.28, 0.72), 0.22 * s, colour), ball_area(at(0.44, 0.66), 0.13 * s, colour)])
    brush.spot(smooth([at(0.12, 0.5), at(0.2, 0.36), at(0.06, 0.2), at(-0.06, 0.24)]), mix(colour, WHITE, 0.6))
    brush.solid([shaped(polygon([at(x, 0.9), at(x - 0.06, 1.08), at(x + 0.08, 0.9)]), CLOTH["yellow"]) for x in (0.16, 0.32)], 0.7)
    beast.eye(0.3, 0.77, 0.045)


def _penguin(beast: _Beast) -> None:
    brush, s, at = beast.brush, beast.size, beast.at
    brush.solid([oval_area(at(x, 0.03), complex(0.12, 0) * s, 0.5, CLOTH["orange"]) for x in (-0.12, 0.14)])
    brush.solid([oval_area(at(0, 0.46), complex(0, 0.46) * s, 0.68, beast.colour)])
    brush.spot(smooth([at(-0.12, 0.74), at(0.06, 0.78), at(0.22, 0.66), at(0.24, 0.3), at(0.06, 0.08), at(-0.14, 0.3)]), WHITE)
    brush.solid([bar_area(at(-0.2, 0.56), at(-0.3, 0.28), (0.06 * s, 0.04 * s), beast.colour)])
    brush.spot(polygon([at(0.14, 0.68), at(0.3, 0.63), at(0.14, 0.58)]), CLOTH["orange"])
    beast.eye(0.02, 0.72)
    beast.eye(0.18, 0.73)


def draw_companion(brush: Brush, kind: str, place: tuple[complex, float, int], coat: int) -> None:
    """An animal: where its feet are, its size in px, which way it looks (1 or -1)."""
    coats = COATS[kind]
    foot, size, way = place
    beast = _Beast(brush, foot, size, way, coats[coat % len(coats)])
    if kind == "cat":
        _four_legs(beast, "up", "pointed", mix(beast.colour, WHITE, 0.6))
    elif kind == "dog":
        _four_legs(beast, "wag", "floppy", mix(beast.colour, WHITE, 0.5))
    elif kind == "fox":
        _four_legs(beast, "bush", "pointed", (252, 246, 240))
    elif kind == "rabbit":
        _four_legs(beast, "stub", "long", mix(beast.colour, WHITE, 0.5))
    else:
        {"bird": _bird, "owl": _owl, "small dragon": _dragon, "penguin": _penguin}[kind](beast)
