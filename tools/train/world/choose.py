"""Pictures with chosen attributes: for contact sheets, held-out cases and tests."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any

from .clothes import LOWERS, UPPERS, WHOLES
from .looks import Look
from .places import WITHOUT_SKY
from .scene import Plan, Setting, plan_picture

_LOOK = {field.name for field in fields(Look)}
_SETTING = {field.name for field in fields(Setting)}


def chosen(rng: random.Random, wishes: dict[str, Any], count: int | None = 1, framing: str | None = "whole") -> Plan:
    """A plan in which everybody and the setting have the wished attributes (fields of Look and Setting).

    Plans are drawn until number of people and framing fit; None takes any.
    """
    unknown = set(wishes) - _LOOK - _SETTING
    if unknown:
        raise ValueError(f"no such attribute: {', '.join(sorted(unknown))}")
    while True:
        plan = plan_picture(rng)
        if count in (None, len(plan.people)) and framing in (None, plan.framing):
            break
    look = {name: value for name, value in wishes.items() if name in _LOOK}
    setting = {name: value for name, value in wishes.items() if name in _SETTING}
    if setting.get("place") in WITHOUT_SKY:
        setting = {"weather": "clear", "moon": False} | setting
    return replace(
        plan, setting=replace(plan.setting, **setting), people=[replace(p, look=dressed(p.look, look)) for p in plan.people]
    )


def dressed(look: Look, wishes: dict[str, Any]) -> Look:
    """The look with wished attributes; one piece clothes count for upper and lower."""
    look = replace(look, **wishes)
    if wishes.get("whole") in WHOLES:
        return replace(look, upper=look.whole, lower=look.whole, lower_colour=look.upper_colour, upper_pattern=None)
    if look.whole is None:
        upper = look.upper if look.upper in UPPERS else "t-shirt"
        return replace(look, upper=upper, lower=look.lower if look.lower in LOWERS else "trousers")
    return look
