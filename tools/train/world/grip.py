"""How hands hold things."""

from __future__ import annotations

from .brush import bar_area
from .colours import Rgb
from .draft import Draft
from .points import ARMS, unit

WOOD: Rgb = (158, 104, 62)
STEEL: Rgb = (206, 214, 224)


class Grip:
    """Where a hand holds: its middle, the direction of the forearm, and one upwards in the picture."""

    def __init__(self, draft: Draft, side: str) -> None:
        _, elbow, wrist = (draft.figure.points[i] for i in ARMS[side])
        hand = draft.figure.hands[side]
        self.along = unit(wrist - elbow) or 1j
        self.at = wrist + self.along * 0.06 * draft.m if hand is None else (hand[0] + hand[5] + hand[9] + hand[17]) / 4
        self.out = draft.across * (-1 if side == "right" else 1)
        across = self.along * 1j
        self.up = -across if (across.imag > 0) else across


def middle_of(draft: Draft, held: str) -> tuple[complex, complex]:
    """Between the hands (or at the one that holds) and the direction from the right one to the left."""
    if held != "both":
        grip = Grip(draft, held)
        return grip.at, draft.across
    right, left = Grip(draft, "right"), Grip(draft, "left")
    return (right.at + left.at) / 2, unit(left.at - right.at) or draft.across


def stick(draft: Draft, start: complex, end: complex, width: float, colour: Rgb) -> None:
    """A bar of a width in metres."""
    draft.brush.solid([bar_area(start, end, (width * draft.m, width * draft.m), colour)], 0.8)
