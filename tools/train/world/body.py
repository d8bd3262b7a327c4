"""A posed body in space: the library's poses with other proportions, other angles and mixtures of both."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

import numpy as np

from .library import Held, Scene3, hand_shapes
from .points import ARMS, L_HIP, L_SHOULDER, LEGS, NECK, R_HIP, R_SHOULDER, SIDES

HEAD_POINTS = (0, 14, 15, 16, 17)


@dataclass(frozen=True)
class Build:
    """Proportions against the library's adult; `girth` is the width of limbs and trunk, `size` the whole height."""

    size: float = 1.0
    girth: float = 1.0
    head: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    arms: float = 1.0
    legs: float = 1.0


def rotation(axis: tuple[float, float, float], radians: float) -> np.ndarray:
    """Matrix of a turn about an axis (Rodrigues)."""
    x, y, z = axis
    length = math.sqrt(x * x + y * y + z * z) or 1.0
    x, y, z = x / length, y / length, z / length
    sin, cos = math.sin(radians), math.cos(radians)
    rest = 1 - cos
    return np.array([
        [cos + x * x * rest, x * y * rest - z * sin, x * z * rest + y * sin],
        [y * x * rest + z * sin, cos + y * y * rest, y * z * rest - x * sin],
        [z * x * rest - y * sin, z * y * rest + x * sin, cos + z * z * rest],
    ])


def random_turn(rng: random.Random, degrees: float) -> np.ndarray:
    """A small turn about a random axis."""
    axis = (rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1))
    return rotation(axis, math.radians(rng.gauss(0, degrees)))


def loosened(rng: random.Random, held: Held, degrees: float) -> Held:
    """The pose with every limb and the head turned a little."""
    if degrees == 0:
        return held
    joints, hands = held.joints.copy(), dict(held.hands)
    for group in (ARMS, LEGS):
        for side in SIDES:
            first, middle, last = group[side]
            inner, outer = random_turn(rng, degrees), random_turn(rng, degrees)
            upper, lower = joints[middle] - joints[first], joints[last] - joints[middle]
            turn = outer @ inner
            if group is ARMS and hands[side] is not None:
                hands[side] = (hands[side] - joints[last]) @ turn.T
            joints[middle] = joints[first] + inner @ upper
            joints[last] = joints[middle] + turn @ lower
            if group is ARMS and hands[side] is not None:
                hands[side] = hands[side] + joints[last]
    nod = random_turn(rng, degrees)
    for index in HEAD_POINTS:
        joints[index] = joints[NECK] + nod @ (joints[index] - joints[NECK])
    return replace(held, joints=joints, head=nod @ held.head, hands=hands)


def with_legs_of(upper: Held, lower: Held) -> Held:
    """One pose's trunk, arms and head on another's pelvis and legs, kept in the frame of the pelvis."""
    turn = lower.pelvis @ upper.pelvis.T
    centre = (upper.joints[R_HIP] + upper.joints[L_HIP]) / 2
    target = (lower.joints[R_HIP] + lower.joints[L_HIP]) / 2
    joints = (upper.joints - centre) @ turn.T + target
    for side in SIDES:
        for index in LEGS[side]:
            joints[index] = lower.joints[index]
    hands = {side: None if hand is None else (hand - centre) @ turn.T + target for side, hand in upper.hands.items()}
    return Held(joints, lower.pelvis, turn @ upper.chest, turn @ upper.head, hands, lower.size)


def free_arms(rng: random.Random, held: Held) -> Held:
    """The pose with arms held anywhere that shoulders and elbows allow."""
    joints = held.joints.copy()
    for side, sign in (("right", -1), ("left", 1)):
        shoulder, elbow, wrist = ARMS[side]
        lift, towards = math.radians(rng.uniform(5, 170)), math.radians(rng.uniform(-25, 115))
        arm = np.array([sign * math.sin(lift) * math.cos(towards), -math.cos(lift), math.sin(lift) * math.sin(towards)])
        axis = np.cross(arm, np.array([sign * 0.4, -0.2, 1.0]) + 0.8 * np.array([rng.gauss(0, 1) for _ in range(3)]))
        forearm = rotation(tuple(axis.tolist()), math.radians(rng.uniform(0, 135))) @ arm
        upper = np.linalg.norm(joints[elbow] - joints[shoulder])
        lower = np.linalg.norm(joints[wrist] - joints[elbow])
        joints[elbow] = joints[shoulder] + held.chest @ arm * upper
        joints[wrist] = joints[elbow] + held.chest @ forearm * lower
    return replace(held, joints=joints, hands={"right": None, "left": None})


def proportioned(held: Held, build: Build) -> Held:
    """The same angles with other lengths, about the middle of the hips."""
    old = held.joints
    joints, hands = old.copy(), dict(held.hands)
    centre = (old[R_HIP] + old[L_HIP]) / 2
    for shoulder in (R_SHOULDER, L_SHOULDER):
        joints[shoulder] = old[NECK] + (old[shoulder] - old[NECK]) * build.shoulders
    for hip in (R_HIP, L_HIP):
        joints[hip] = centre + (old[hip] - centre) * build.hips
    for group, factor in ((ARMS, build.arms), (LEGS, build.legs)):
        for side in SIDES:
            first, middle, last = group[side]
            joints[middle] = joints[first] + (old[middle] - old[first]) * factor
            joints[last] = joints[middle] + (old[last] - old[middle]) * factor
    for side in SIDES:
        wrist = ARMS[side][2]
        if hands[side] is not None:
            hands[side] = joints[wrist] + (hands[side] - old[wrist]) * (0.5 + 0.5 * build.head)
    skull = old[NECK] + held.chest @ np.array([0, 0.07, 0.01]) * held.size
    for index in HEAD_POINTS:
        joints[index] = skull + (old[index] - skull) * build.head
    ground = centre * np.array([1.0, 0, 1.0])

    def sized(points: np.ndarray) -> np.ndarray:
        return ground + (points - ground) * build.size

    hands = {side: None if hand is None else sized(hand) for side, hand in hands.items()}
    return replace(held, joints=sized(joints), hands=hands, size=held.size * build.size)


def with_hand(rng: random.Random, held: Held, side: str, build: Build) -> Held:
    """A hand of a random shape at the end of an arm, where the pose names none."""
    if held.hands[side] is not None:
        return held
    shapes = hand_shapes()
    shape = shapes[rng.choice((*shapes, "relaxed", "relaxed", "relaxed", "open"))]
    if side == "right":
        shape = shape * np.array([-1, 1, 1])
    _, elbow, wrist = ARMS[side]
    along = held.joints[wrist] - held.joints[elbow]
    along = random_turn(rng, 12) @ along / (np.linalg.norm(along) + 1e-9)
    inward = held.pelvis @ np.array([1.0 if side == "right" else -1.0, 0, rng.uniform(-1, 1)])
    palm = inward - along * (inward @ along)
    palm /= np.linalg.norm(palm) + 1e-9
    frame = np.stack([np.cross(along, palm), along, palm], axis=1)
    hand = held.joints[wrist] + (shape * held.size * (0.5 + 0.5 * build.head)) @ frame.T
    return replace(held, hands=held.hands | {side: hand})


def varied(rng: random.Random, scene: Scene3, others: list[Scene3]) -> tuple[list[Held], str]:
    """The people of a scene, varied; single people now and then get others' legs or free arms."""
    if len(scene.people) > 1:
        return [loosened(rng, person, 2) for person in scene.people], scene.name
    held, name, kind = scene.people[0], scene.name, rng.random()
    if kind < 0.22:
        held, name = with_legs_of(held, rng.choice(others).people[0]), "mixed"
    elif kind < 0.36:
        held, name = free_arms(rng, held), "free arms"
    return [loosened(rng, held, rng.choice((0, 4, 8)))], name
