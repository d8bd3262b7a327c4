"""What drawing a person needs at hand: brush, figure, look, colours, and the trunk's geometry in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .brush import Brush
from .clothes import LOWERS, UPPERS, WHOLES, Lower, Upper
from .colours import CLOTH, HAIR, SKIN, Rgb
from .figure import Figure
from .looks import Look
from .points import L_HIP, L_SHOULDER, NECK, R_HIP, R_SHOULDER, dot

METAL: Rgb = (176, 186, 198)


@dataclass(frozen=True)
class Draft:
    """One person being drawn; `m` is a metre of the figure in px."""

    brush: Brush
    figure: Figure
    look: Look

    @property
    def m(self) -> float:
        """Pixels per metre of the figure."""
        return self.figure.metre

    @cached_property
    def girth(self) -> float:
        """Width of limbs and trunk against the average."""
        return self.look.build.girth

    @cached_property
    def skin(self) -> Rgb:
        """Colour of what is bare; robots are of metal."""
        if self.is_robot:
            return METAL
        return CLOTH["white"] if "astronaut" in self.look.features else SKIN[self.look.skin]

    @cached_property
    def hair(self) -> Rgb:
        """Colour of hair."""
        return HAIR[self.look.hair_colour]

    @cached_property
    def top(self) -> Rgb:
        """Colour of the upper clothes."""
        return CLOTH[self.look.upper_colour]

    @cached_property
    def bottom(self) -> Rgb:
        """Colour of the lower clothes."""
        if self.look.whole in ("lab coat", "raincoat"):
            return CLOTH["gray"] if self.look.upper_colour == "white" else CLOTH["black"]
        return CLOTH[self.look.lower_colour]

    @property
    def is_robot(self) -> bool:
        """Whether it is a machine."""
        return "robot" in self.look.features

    @cached_property
    def upper(self) -> Upper:
        """Measures of the upper clothes."""
        return WHOLES[self.look.whole].upper if self.look.whole else UPPERS[self.look.upper]

    @cached_property
    def lower(self) -> Lower:
        """Measures of the lower clothes."""
        return WHOLES[self.look.whole].lower if self.look.whole else LOWERS[self.look.lower]

    @cached_property
    def extras(self) -> frozenset[str]:
        """What else the clothes have."""
        return WHOLES[self.look.whole].extras if self.look.whole else frozenset()

    @property
    def shown(self) -> bool:
        """Whether the chest's front can be seen, with its buttons and collars."""
        return self.figure.chest.facing > -0.2

    @cached_property
    def down(self) -> complex:
        """Along the trunk."""
        return self.figure.down

    @cached_property
    def across(self) -> complex:
        """At right angles to the trunk, towards the person's left as the picture shows it."""
        points = self.figure.points
        side = self.down * -1j
        span = points[L_SHOULDER] - points[R_SHOULDER] + points[L_HIP] - points[R_HIP]
        return side if dot(span, side) >= 0 else -side

    def _widened(self, right: complex, left: complex, least: float) -> tuple[complex, complex]:
        push = max(0.0, least - dot(left - right, self.across) / 2)
        return right - self.across * push, left + self.across * push

    @cached_property
    def shoulders(self) -> tuple[complex, complex]:
        """Right and left corner of the trunk at the shoulders, never narrower than a chest from the side."""
        points = self.figure.points
        return self._widened(points[R_SHOULDER], points[L_SHOULDER], 0.085 * self.girth * self.m)

    @cached_property
    def hips(self) -> tuple[complex, complex]:
        """Right and left corner at the hips, with flesh."""
        points = self.figure.points
        right, left = self._widened(points[R_HIP], points[L_HIP], 0.032 * self.girth * self.m)
        flesh = self.across * (0.08 * self.girth * self.m)
        return right - flesh, left + flesh

    @cached_property
    def turn(self) -> float:
        """How far the middle line of the front lies towards the person's left side in the picture, in metres."""
        front, _ = self.figure.chest.seen(0, 0, 1)
        return dot(front, self.across) * 0.1

    def on_front(self, below: float, aside: float = 0.0) -> complex:
        """A point on the chest's front: metres below the neck and to the person's left."""
        squeeze = max(0.25, min(1.0, abs(self.figure.chest.facing) + 0.1))
        offset = aside * squeeze + self.turn * min(1.0, below / 0.12)
        return self.figure.points[NECK] + (self.down * below * self.slope + self.across * offset) * self.m

    @cached_property
    def slope(self) -> float:
        """How much of the trunk's length is seen."""
        length = abs(self.figure.hips - self.figure.points[NECK]) / self.m
        return max(0.3, min(1.1, length / 0.5))

    def place3(self, index: int) -> np.ndarray:
        """A keypoint in px as the camera sees it: right, up, towards the viewer."""
        point = self.figure.points[index]
        return np.array([point.real, -point.imag, self.figure.depths[index]])
