"""The control hint of people with hands: ControlNet's drawing at 512 px, averaged down to 256 px.

Bodies come from `skeleton.draw_skeletons`. A hand is 20 lines of 2 px in twenty hues and blue discs of 4 px.
"""

from __future__ import annotations

import colorsys

import cv2
import numpy as np

from skeleton import CANVAS_SIDE, draw_skeletons

from . import SIDE

FACTOR = CANVAS_SIDE / SIDE
HAND_EDGES = tuple((0 if edge % 4 == 0 else edge, edge + 1) for edge in range(20))
HAND_COLOURS = tuple(tuple(round(c * 255) for c in colorsys.hsv_to_rgb(edge / 20, 1, 1)) for edge in range(20))

Points = list[complex | None]


def _draw_hand(canvas: np.ndarray, hand: Points) -> None:
    pixels = [None if p is None else (int(p.real * FACTOR), int(p.imag * FACTOR)) for p in hand]
    pixels = [None if p is None or min(p) < 1 else p for p in pixels]
    for (first, second), colour in zip(HAND_EDGES, HAND_COLOURS):
        if pixels[first] is not None and pixels[second] is not None:
            cv2.line(canvas, pixels[first], pixels[second], colour, thickness=2)
    for pixel in pixels:
        if pixel is not None:
            cv2.circle(canvas, pixel, 4, (0, 0, 255), thickness=-1)


def hint_picture(people: list[tuple[Points, list[Points]]]) -> np.ndarray:
    """RGB uint8 [256, 256, 3] of people, each 18 body points and their hands of 21 points in px of the picture."""
    canvas = np.zeros((CANVAS_SIDE, CANVAS_SIDE, 3), np.uint8)
    for index, (body, hands) in enumerate(people):
        layer = draw_skeletons([[None if p is None else p * FACTOR for p in body]])
        for hand in hands:
            _draw_hand(layer, hand)
        if index == 0:
            canvas = layer
        else:
            cv2.copyTo(layer, cv2.cvtColor(layer, cv2.COLOR_RGB2GRAY), canvas)
    return cv2.resize(canvas, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
