"""The head as a ball with a face: places on it as the camera sees them. Lengths are radii of the skull."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from .brush import LIGHT, Area, ball_area, shaped
from .colours import Rgb
from .draft import Draft
from .paths import disc, smooth
from .points import unit

Local = tuple[float, float, float]

_SIDES = ((0.985, -0.12, 0.14), (0.94, -0.5, 0.22), (0.76, -0.88, 0.36), (0.4, -1.1, 0.56))


@dataclass(frozen=True)
class Head:
    """The head of a draft; x to the person's left, y to the crown, z ahead."""

    draft: Draft

    @cached_property
    def r(self) -> float:
        """Radius in px."""
        return self.draft.figure.radius

    @cached_property
    def _axes(self) -> list[list[float]]:
        return self.draft.figure.head.axes.tolist()

    def near(self, x: float, y: float, z: float) -> float:
        """How far a place lies towards the viewer."""
        a = self._axes[2]
        return a[0] * x + a[1] * y + a[2] * z

    def flat(self, x: float, y: float, z: float) -> complex:
        """A place relative to the skull's middle, in px."""
        right, up = self._axes[0], self._axes[1]
        return complex(
            right[0] * x + right[1] * y + right[2] * z, -(up[0] * x + up[1] * y + up[2] * z)
        ) * self.r

    def at(self, x: float, y: float, z: float) -> complex:
        """A place in the picture."""
        return self.draft.figure.skull + self.flat(x, y, z)

    def rim(self, x: float, y: float, z: float, size: float = 1.0) -> complex:
        """A place on a ball of `size`; what lies on its far side moves to the visible rim."""
        offset = self.flat(x, y, z) * size
        hidden = -self.near(x, y, z)
        if hidden > 0:
            length = math.sqrt(x * x + y * y + z * z)
            ahead = unit(self.flat(0, 0, 1)) * self.r
            offset = unit(offset + ahead * hidden * 1.6) * self.r * length * size
        return self.draft.figure.skull + offset

    def ball(self, azimuth: float, height: float, size: float = 1.0) -> complex:
        """A place on a ball by degrees from straight ahead (to the person's left) and its height."""
        ring = math.sqrt(max(0.0, 1 - height * height))
        angle = math.radians(azimuth)
        return self.rim(math.sin(angle) * ring, height, math.cos(angle) * ring, size)

    @cached_property
    def right(self) -> complex:
        """Along the picture, at right angles to the crown's direction; unit length."""
        return unit(self.up) * 1j if abs(self.up) > 0.15 else 1 + 0j

    def upright(self, x: float, y: float) -> complex:
        """A place on a board that always faces the viewer: to the picture's right, towards the crown."""
        crown = self.up if abs(self.up) > 0.3 else -1j * 0.3
        return self.draft.figure.skull + (self.right * x + crown * y) * self.r

    @cached_property
    def facing(self) -> float:
        """1 towards the viewer, -1 away."""
        return self._axes[2][2]

    @cached_property
    def aside(self) -> float:
        """1 towards the right edge of the picture."""
        return self._axes[0][2]

    @cached_property
    def up(self) -> complex:
        """The crown's direction in the picture (not a unit vector when the head nods)."""
        return self.flat(0, 1, 0) / self.r

    @cached_property
    def fall(self) -> complex:
        """Where hair hangs: down, a little along the head."""
        return unit(1j * 0.8 - self.up * 0.3)

    @cached_property
    def chin(self) -> float:
        """How far the chin lies below the middle."""
        return 1.06 if self.draft.brush.style.big_eyes or self.draft.look.age == "child" else 1.14


def face_outline(head: Head, hairline: float) -> list[complex]:
    """Around the face: the hairline over the forehead, then cheeks and chin."""
    top = [head.ball(azimuth, hairline - 0.4 * (azimuth / 78) ** 2 * (hairline > 0.2)) for azimuth in (-78, -52, -26, 0, 26, 52, 78)]
    stretch = head.chin / 1.14
    left = [head.rim(x, y * stretch, z) for x, y, z in _SIDES]
    right = [head.rim(-x, y * stretch, z) for x, y, z in reversed(_SIDES)]
    return [*top, *left, head.rim(0, -1.16 * stretch, 0.68), *right]


def draw_skull(head: Head, colour: Rgb, size: float, lift: float = 0.1) -> None:
    """The ball that hair (or a bald head) makes."""
    head.draft.brush.solid([ball_area(head.at(0, lift, -0.1), head.r * size, colour)])


def draw_ears(head: Head) -> None:
    """Ears at their keypoints, as far as they are seen."""
    draft = head.draft
    for index, sign in ((17, 1), (16, -1)):
        if head.near(sign * 0.85, -0.05, -0.12) > -0.35:
            at = draft.figure.points[index]
            outward = at + head.flat(sign * 0.1, -0.08, 0)
            areas = [ball_area(outward, head.r * 0.2, draft.skin)]
            if "elf ears" in draft.look.features:
                tip = outward + head.flat(sign * 0.5, 0.42, -0.2)
                side = head.flat(0, 0.18, 0.12)
                areas = [shaped(smooth([outward + side, tip, tip, outward - side], tension=0.1), draft.skin)]
            draft.brush.solid(areas, 0.8)


def draw_face_skin(head: Head, hairline: float, bare: bool) -> bool:
    """The face's skin; says whether any of it is seen. On a bare skull it has no edge towards it."""
    if head.near(0, -0.25, 0.97) < -0.45:
        return False
    draft = head.draft
    nose = draft.figure.points[0]
    if head.facing < 0.75:
        draft.brush.solid([ball_area(nose - head.flat(0, 0.02, 0.05), head.r * 0.13, draft.skin)])
    middle = head.at(0, -0.2, 0.5)
    axis = (middle + LIGHT * head.r, middle - LIGHT * head.r * 1.5)
    skull = [Area(disc(head.at(0, 0.1, -0.1), head.r), draft.skin, axis)] if bare else []
    draft.brush.solid([Area(smooth(face_outline(head, hairline)), draft.skin, axis), *skull], 0.85)
    if head.facing < 0.6:
        draft.brush.fill(Area(disc(nose - head.flat(0, 0.02, 0.1), head.r * 0.135), draft.skin, axis))
    return True
