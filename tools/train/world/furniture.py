"""What people sit on: a stool, a wooden box, a round cushion."""

from __future__ import annotations

from .brush import Area, Brush, bar_area, oval_area, shaped
from .colours import CLOTH, WHITE, mix, shade
from .figure import Figure
from .paths import polygon, rectangle
from .points import L_ANKLE, L_HIP, L_KNEE, R_ANKLE, R_HIP, R_KNEE

SEATS = ("stool", "box", "cushion")
_WOOD = (176, 122, 78)


def sits(figure: Figure) -> bool:
    """Whether thighs are level, hips as high as a chair, and feet below them."""
    m, points = figure.metre, figure.points
    hips = figure.hips.imag
    height = figure.ground.imag - hips
    knees = max(points[R_KNEE].imag, points[L_KNEE].imag) - hips
    feet = min(points[R_ANKLE].imag, points[L_ANKLE].imag) - hips
    size = (figure.build.size + 1) / 2
    return 0.3 * m * size < height < 0.72 * m and knees < 0.2 * m and feet > 0.12 * m


def draw_furniture(brush: Brush, figure: Figure, kind: str, tone: int) -> None:
    """The seat below the hips, down to the ground."""
    m = figure.metre
    top = figure.hips + 0.09j * m
    wide = (0.2 + 0.3 * abs(figure.points[L_HIP].real - figure.points[R_HIP].real) / m) * m
    low = figure.ground.imag + 0.02 * m
    tall = max(0.12 * m, low - top.imag)
    if kind == "stool":
        for side in (-1, 1):
            brush.solid([bar_area(top + side * wide * 0.7, complex(top.real + side * wide * 0.95, low), (0.022 * m, 0.02 * m), shade(_WOOD, 0.8))])
        brush.solid([bar_area(top - wide, top + wide, (0.035 * m, 0.035 * m), _WOOD)])
    elif kind == "box":
        path = rectangle(top.real - wide * 1.1, top.imag - 0.02 * m, wide * 2.2, tall + 0.02 * m, 0.02 * m)
        brush.solid([shaped(path, (206, 160, 106))])
        for share in (0.33, 0.66):
            y = top.imag + tall * share
            brush.line(polygon([complex(top.real - wide * 1.05, y), complex(top.real + wide * 1.05, y)], closed=False), (150, 108, 70), 0.012 * m)
    else:
        colour = tuple(CLOTH.values())[tone % len(CLOTH)]
        middle = complex(top.real, (top.imag + low) / 2)
        ratio = (tall / 2 + 0.02 * m) / (wide * 1.35)
        brush.solid([oval_area(middle, complex(wide * 1.35, 0), ratio, colour)])
        brush.fill(Area(oval_area(top + 0.03j * m, complex(wide * 0.9, 0), 0.2, colour).path, mix(colour, WHITE, 0.2)))
