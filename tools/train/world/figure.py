"""A body as the camera sees it: exact keypoints, depths, and the frames that clothes, hair and faces hang on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from .body import Build
from .library import Held
from .points import L_HIP, NECK, R_HIP, SIDES, unit

DISTANCE = 5.5
EYE_LEVEL = 0.9
SKULL = np.array([0.0, 0.118, 0.014])
SKULL_RADIUS = 0.095
# Where points of a head look to in its frame, and the cosine to the camera down to which detectors find them.
LOOKING = {
    0: ((0, 0, 1), -0.12), 14: ((-0.5, 0, 0.87), -0.12), 15: ((0.5, 0, 0.87), -0.12),
    16: ((-1, 0, 0), -0.42), 17: ((1, 0, 0), -0.42),
}


@dataclass(frozen=True)
class Frame:
    """Three axes as the camera sees them (columns: to the person's left, up, forward; rows: right, up, to the viewer)."""

    axes: np.ndarray

    def seen(self, x: float, y: float, z: float) -> tuple[complex, float]:
        """A direction in the picture (y down) and towards the viewer."""
        right, up, near = (self.axes @ (x, y, z)).tolist()
        return complex(right, -up), near

    @property
    def facing(self) -> float:
        """1 when it faces the viewer, -1 when it shows its back."""
        return float(self.axes[2, 2])

    @property
    def aside(self) -> float:
        """1 when it faces the right edge of the picture, -1 for the left."""
        return float(self.axes[0, 2])


@dataclass(frozen=True)
class Figure:
    """A person in the picture: `points` in px, `depths` and `metre` in px too, `seen` as a detector would."""

    points: tuple[complex, ...]
    depths: tuple[float, ...]
    seen: tuple[bool, ...]
    metre: float
    skull: complex
    skull_depth: float
    radius: float
    head: Frame
    chest: Frame
    pelvis: Frame
    hands: dict[str, tuple[complex, ...] | None]
    build: Build
    ground: complex

    @property
    def hips(self) -> complex:
        """The middle of the hips."""
        return (self.points[R_HIP] + self.points[L_HIP]) / 2

    @property
    def down(self) -> complex:
        """Unit direction from the neck to the hips (down the screen where a body points at the viewer)."""
        axis = self.hips - self.points[NECK]
        return unit(axis) if abs(axis) > 0.1 * self.metre else 1j

    @property
    def view(self) -> str:
        """How the chest is seen."""
        facing = self.chest.facing
        if facing < -0.5:
            return "back"
        return "side" if facing < 0.42 else "front" if facing > 0.86 else "three-quarter"


def camera(turned: float, above: float) -> np.ndarray:
    """Rotation into the camera's frame; degrees."""
    cy, sy = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    cx, sx = math.cos(math.radians(above)), math.sin(math.radians(above))
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    return about_x @ about_y


def project(held: Held, build: Build, turn: np.ndarray, raised: float = 0.0) -> Figure:
    """A body in picture units of metres around (0, 0): the camera's axis; moved and sized by `framed`.

    `raised` is how far its lowest point is above the ground, in metres.
    """
    skull = held.joints[NECK] + (held.chest @ (0, 0.07, 0.01)) * held.size
    skull = skull + held.head @ (SKULL * held.size * build.head)
    below = (held.joints[R_HIP] + held.joints[L_HIP] + held.joints[10] + held.joints[13]) / 4
    below = below * (1, 0, 1) + (0, held.joints[:, 1].min() - 0.07 * held.size - raised, 0)
    sets = [held.joints, skull[None], below[None], *(held.hands[side] for side in SIDES if held.hands[side] is not None)]
    places = (np.concatenate(sets) - (0, EYE_LEVEL, 0)) @ turn.T
    nearer = DISTANCE / (DISTANCE - places[:, 2])
    seen_at = [complex(x, y) for x, y in zip((places[:, 0] * nearer).tolist(), (-places[:, 1] * nearer).tolist())]
    depths = places[:, 2].tolist()
    hands: dict[str, tuple[complex, ...] | None] = {side: None for side in SIDES}
    start = 20
    for side in SIDES:
        if held.hands[side] is not None:
            hands[side] = tuple(seen_at[start : start + 21])
            start += 21
    head = Frame(turn @ held.head)
    eye = np.array([0, 0, DISTANCE])
    seen = [True] * 18
    for index, (normal, least) in LOOKING.items():
        ray = eye - places[index]
        seen[index] = float(head.axes @ normal @ ray / np.linalg.norm(ray)) > least
    metre = held.size * float(np.mean(nearer[:14]))
    return Figure(
        tuple(seen_at[:18]), tuple(depths[:18]), tuple(seen), metre, seen_at[18], depths[18],
        SKULL_RADIUS * held.size * build.head * float(nearer[18]), head, Frame(turn @ held.chest),
        Frame(turn @ held.pelvis), hands, build, seen_at[19],
    )


def framed(figure: Figure, scale: float, shift: complex) -> Figure:
    """The figure scaled, then moved."""
    hands = {
        side: None if hand is None else tuple(p * scale + shift for p in hand) for side, hand in figure.hands.items()
    }
    return replace(
        figure, points=tuple(p * scale + shift for p in figure.points), depths=tuple(d * scale for d in figure.depths),
        metre=figure.metre * scale, skull=figure.skull * scale + shift, skull_depth=figure.skull_depth * scale,
        radius=figure.radius * scale, hands=hands, ground=figure.ground * scale + shift,
    )


def extent(figure: Figure) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the figure with head, hair, hands and feet."""
    m, r = figure.metre, figure.radius * 1.45
    xs = [p.real for p in figure.points] + [figure.skull.real - r, figure.skull.real + r]
    ys = [p.imag for p in figure.points] + [figure.skull.imag - r, figure.skull.imag + r]
    reach = {4: 0.12, 7: 0.12, 10: 0.1, 13: 0.1}
    for index, flesh in reach.items():
        p = figure.points[index]
        xs += [p.real - flesh * m, p.real + flesh * m]
        ys += [p.imag - flesh * m, p.imag + flesh * m]
    for hand in figure.hands.values():
        if hand is not None:
            xs += [p.real for p in hand]
            ys += [p.imag for p in hand]
    return min(xs), min(ys), max(xs), max(ys)
