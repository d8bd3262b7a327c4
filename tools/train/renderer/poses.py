"""Thirty families of poses and free random ones, as 18 OpenPose-format points and a head.

Angles are degrees from straight down; positive turns towards the right edge of the picture.
"Right" and "left" in names are the person's own, so in front view the right arm is at the picture's left.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from typing import NamedTuple

from skeleton import MIRRORED

NOSE, NECK = 0, 1
R_SHOULDER, R_ELBOW, R_WRIST = 2, 3, 4
L_SHOULDER, L_ELBOW, L_WRIST = 5, 6, 7
R_HIP, R_KNEE, R_ANKLE = 8, 9, 10
L_HIP, L_KNEE, L_ANKLE = 11, 12, 13
R_EYE, L_EYE, R_EAR, L_EAR = 14, 15, 16, 17
HEAD_RADIUS = 0.088


class Angles(NamedTuple):
    """The bends of one pose, in degrees."""

    lean: float
    right_upper_arm: float
    right_forearm: float
    left_upper_arm: float
    left_forearm: float
    right_thigh: float
    right_shin: float
    left_thigh: float
    left_shin: float


FAMILIES: dict[str, Angles] = {
    "standing": Angles(0, -12, -6, 12, 6, -5, -2, 5, 2),
    "hands_on_hips": Angles(0, -48, 45, 48, -45, -8, -4, 8, 4),
    "arms_up": Angles(0, -155, -172, 155, 172, -6, -3, 6, 3),
    "v_arms": Angles(0, -130, -138, 130, 138, -14, -12, 14, 12),
    "t_pose": Angles(0, -90, -90, 90, 90, -4, -2, 4, 2),
    "wave": Angles(0, -12, -5, 95, 165, -5, -2, 6, 2),
    "walk": Angles(-4, -28, -5, 28, 45, 28, 8, -18, -38),
    "run": Angles(-14, -55, 30, 50, 135, 65, -5, -22, -85),
    "sit_front": Angles(0, -20, 15, 20, -15, -22, -3, 22, 3),
    "sit_side": Angles(4, 15, 60, 10, 55, 85, 5, 80, -5),
    "star_jump": Angles(0, -130, -135, 130, 135, -35, -32, 35, 32),
    "tuck_jump": Angles(0, -120, -150, 120, 150, -40, 30, 40, -30),
    "kick": Angles(14, -60, -90, 60, 30, -3, 0, 95, 92),
    "high_kick": Angles(25, -70, -40, 50, 110, -4, 0, 125, 120),
    "lunge": Angles(0, -40, 40, 40, -40, -55, -65, 65, 0),
    "warrior": Angles(0, -90, -90, 90, 90, -50, -52, 60, 2),
    "tree": Angles(0, -160, 165, 160, -165, 0, 0, 60, -65),
    "dance_sway": Angles(6, -120, -60, 60, 125, -18, 6, 32, -12),
    "dance_reach": Angles(-8, -150, 160, 85, 20, -30, 8, 8, 0),
    "squat": Angles(0, -50, 60, 50, -60, -65, 15, 65, -15),
    "crossed_arms": Angles(0, -18, 95, 18, -95, -5, -2, 5, 2),
    "point": Angles(0, -12, -4, 90, 92, -5, -2, 7, 3),
    "dab": Angles(0, -115, -118, 100, -110, -10, -5, 12, 5),
    "flex": Angles(0, -88, -172, 88, 172, -10, -6, 10, 6),
    "think": Angles(0, -14, 80, 22, -160, -6, -2, 6, 2),
    "cheer": Angles(0, -12, -20, 165, 172, -8, -2, 10, 2),
    "fight": Angles(-6, -30, 100, 50, 150, -25, -8, 35, 5),
    "kneel": Angles(0, -12, 20, 12, -5, -12, -80, 75, 0),
    "bow": Angles(-40, -10, 0, 10, 5, -4, 0, 4, 0),
    "tip_over": Angles(10, -70, -95, 40, 75, -3, -3, 25, -20),
}
SIDE_VIEW = frozenset({"walk", "run", "sit_side", "kneel", "bow"})


@dataclass(frozen=True)
class Head:
    """The head's frame: centre, radius, and unit vectors towards its top and the picture's right."""

    centre: complex
    radius: float
    up: complex
    right: complex


@dataclass(frozen=True)
class Pose:
    """A posed skeleton; `yaw` above 0 faces the right edge, `scale` is the size of one body unit."""

    joints: tuple[complex, ...]
    visible: tuple[bool, ...]
    head: Head
    yaw: float
    family: str
    scale: float = 1.0


def _direction(degrees: float) -> complex:
    return complex(math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


def _free_angles(rng: random.Random) -> Angles:
    bends = [rng.gauss(0, 10)]
    for side in (-1, 1):
        upper = rng.uniform(-20, 175) * side
        bends += [upper, upper + side * rng.uniform(-130, 130)]
    for side in (-1, 1):
        thigh = rng.gauss(15, 28) * side
        bends += [thigh, thigh - side * rng.uniform(-10, 60)]
    return Angles(*bends)


def _family_angles(rng: random.Random, family: str) -> Angles:
    spread = rng.choice((5, 10, 16))
    base = FAMILIES[family]
    arms = [angle + rng.gauss(0, spread * 1.1) for angle in base[1:5]]
    legs = [angle + rng.gauss(0, spread * 0.7) for angle in base[5:]]
    return Angles(base.lean + rng.gauss(0, spread * 0.5), *arms, *legs)


def _body_joints(rng: random.Random, angles: Angles, yaw: float, family: str) -> list[complex]:
    """Neck, arms and legs; foreshortening shrinks single bones."""
    facing = math.cos(math.radians(yaw))
    torso = 0.285 * rng.uniform(0.95, 1.05)
    thigh = 0.225 * rng.uniform(0.95, 1.05)
    short = [1.0 if rng.random() < 0.8 else rng.uniform(0.6, 1.0) for _ in range(8)]
    if family == "sit_front":
        short[4] = short[6] = rng.uniform(0.35, 0.6)
    across = _direction(angles.lean + 90)
    down = _direction(angles.lean)
    joints = [0j] * 18
    hips = down * torso
    shoulder, hip = across * 0.09 * max(0.3, facing), across * 0.055 * max(0.35, facing)
    joints[R_SHOULDER], joints[L_SHOULDER] = down * 0.02 - shoulder, down * 0.02 + shoulder
    joints[R_HIP], joints[L_HIP] = hips - hip, hips + hip
    lengths = (0.155, 0.15, 0.155, 0.15, thigh, 0.225, thigh, 0.225)
    bones = (
        (R_SHOULDER, R_ELBOW), (R_ELBOW, R_WRIST), (L_SHOULDER, L_ELBOW), (L_ELBOW, L_WRIST),
        (R_HIP, R_KNEE), (R_KNEE, R_ANKLE), (L_HIP, L_KNEE), (L_KNEE, L_ANKLE),
    )
    for (start, end), angle, length, factor in zip(bones, angles[1:], lengths, short):
        joints[end] = joints[start] + _direction(angle) * length * factor
    return joints


def _add_head(rng: random.Random, joints: list[complex], lean: float, yaw: float) -> Head:
    """Put nose, eyes and ears on a head that follows the lean of the body."""
    tilt = lean * 0.6 + rng.gauss(0, 9)
    up, right = _direction(tilt + 180), _direction(tilt + 90)
    centre = joints[NECK] + up * HEAD_RADIUS * 1.28
    turn, facing = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
    nod = rng.uniform(-0.15, 0.1)

    def on_head(x: float, y: float) -> complex:
        return centre + (right * x + up * y) * HEAD_RADIUS

    joints[NOSE] = on_head(0.75 * turn, -0.12 - nod)
    for eye, ear, side in ((R_EYE, R_EAR, -1), (L_EYE, L_EAR, 1)):
        joints[eye] = on_head(0.75 * turn + 0.36 * side * facing, 0.12 - nod)
        joints[ear] = on_head(0.95 * side * facing - 0.2 * turn, -0.02)
    return Head(centre, HEAD_RADIUS, up, right)


def _visibility(yaw: float) -> tuple[bool, ...]:
    visible = [True] * 18
    visible[L_EAR], visible[R_EAR] = yaw <= 30, yaw >= -30
    visible[L_EYE], visible[R_EYE] = yaw <= 70, yaw >= -70
    return tuple(visible)


def mirrored(pose: Pose) -> Pose:
    """The pose seen in a mirror: left and right change places."""

    def flip(point: complex) -> complex:
        return complex(-point.real, point.imag)

    head = replace(
        pose.head, centre=flip(pose.head.centre), up=flip(pose.head.up), right=-flip(pose.head.right)
    )
    return replace(
        pose,
        joints=tuple(flip(pose.joints[i]) for i in MIRRORED),
        visible=tuple(pose.visible[i] for i in MIRRORED),
        head=head,
        yaw=-pose.yaw,
    )


def random_pose(rng: random.Random, family: str | None = None) -> Pose:
    """A pose in body units around the neck; without `family`, three in four come from the families."""
    if family is None:
        family = rng.choice(list(FAMILIES)) if rng.random() < 0.75 else "random"
    angles = _free_angles(rng) if family == "random" else _family_angles(rng, family)
    if family in SIDE_VIEW:
        yaw = rng.gauss(62, 10)
    else:
        yaw = rng.choice((0.0, 0.0, rng.uniform(-45, 45), rng.gauss(0, 12)))
    joints = _body_joints(rng, angles, yaw, family)
    head = _add_head(rng, joints, angles.lean, yaw)
    pose = Pose(tuple(joints), _visibility(yaw), head, yaw, family)
    return mirrored(pose) if rng.random() < 0.5 else pose


def _moved(pose: Pose, centre: complex, scale: float, target: complex) -> Pose:
    def move(point: complex) -> complex:
        return (point - centre) * scale + target

    head = replace(pose.head, centre=move(pose.head.centre), radius=pose.head.radius * scale)
    return replace(pose, joints=tuple(map(move, pose.joints)), head=head, scale=pose.scale * scale)


def place_whole(rng: random.Random, pose: Pose) -> Pose:
    """Scale and move a pose so that the whole figure lies within the unit picture."""
    margin = complex(pose.head.radius, pose.head.radius) * 1.2
    foot = 0.04j
    points = [
        *pose.joints,
        pose.head.centre + margin,
        pose.head.centre - margin,
        pose.joints[R_ANKLE] + foot,
        pose.joints[L_ANKLE] + foot,
    ]
    xs, ys = [p.real for p in points], [p.imag for p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(0.94 / height, 0.94 / width, 1.12) * rng.uniform(0.72, 1.0)
    free_x, free_y = max(0.0, (1 - width * scale) / 2), max(0.0, (1 - height * scale) / 2)
    target = complex(0.5 + rng.uniform(-1, 1) * free_x * 0.8, 0.5 + rng.uniform(-0.3, 1) * free_y * 0.9)
    return _moved(pose, complex((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2), scale, target)


def place_upper_body(rng: random.Random, pose: Pose) -> Pose:
    """Come close: head and torso fill the picture, legs leave it."""
    joints = pose.joints
    centre = joints[NECK] * 0.6 + joints[R_HIP] * 0.2 + joints[L_HIP] * 0.2
    target = complex(0.5 + rng.gauss(0, 0.05), 0.45 + rng.gauss(0, 0.05))
    return _moved(pose, centre, rng.uniform(1.15, 1.7), target)


def place_beside(rng: random.Random, pose: Pose, x: float) -> Pose:
    """Make room for a second person: smaller, standing around the given x."""
    whole = place_whole(rng, pose)
    xs = [joint.real for joint in whole.joints]
    ys = [joint.imag for joint in whole.joints]
    middle = complex((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    scale = min(0.78, 0.44 / max(0.01, max(xs) - min(xs)))
    return _moved(whole, middle, scale, complex(x + rng.gauss(0, 0.015), 0.6 + rng.uniform(-0.05, 0.04)))
