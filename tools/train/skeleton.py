"""The ControlNet drawing of OpenPose-format skeletons.

Limbs are ellipse polygons at 60 % of their colour, joints discs at full colour, person after person,
4 px thick on a 512 px canvas, without anti-aliasing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

CANVAS_SIDE = 512
STICK = 4
LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13),
    (1, 0), (0, 14), (14, 16), (0, 15), (15, 17),
)
MIRRORED = (0, 1, 5, 6, 7, 2, 3, 4, 11, 12, 13, 8, 9, 10, 15, 14, 17, 16)
"""Which point each is in a mirror."""
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0),
    (0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255),
    (170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85),
)

Points = Sequence[complex | None]


def _draw_limb(canvas: np.ndarray, start: complex, end: complex, colour: tuple[int, int, int]) -> None:
    centre = (int((start.real + end.real) / 2), int((start.imag + end.imag) / 2))
    axes = (int(abs(start - end) / 2), STICK)
    degrees = math.degrees(math.atan2(start.imag - end.imag, start.real - end.real))
    outline = cv2.ellipse2Poly(centre, axes, int(degrees), 0, 360, 1)
    cv2.fillConvexPoly(canvas, outline, tuple(int(channel * 0.6) for channel in colour))


def draw_skeletons(people: Sequence[Points]) -> np.ndarray:
    """Draw people given in canvas pixels; returns RGB uint8 [512, 512, 3]."""
    canvas = np.zeros((CANVAS_SIDE, CANVAS_SIDE, 3), np.uint8)
    for points in people:
        for (first, second), colour in zip(LIMBS, COLOURS):
            start, end = points[first], points[second]
            if start is not None and end is not None:
                _draw_limb(canvas, start, end, colour)
        for point, colour in zip(points, COLOURS):
            if point is not None:
                cv2.circle(canvas, (int(point.real), int(point.imag)), STICK, colour, thickness=-1)
    return canvas
