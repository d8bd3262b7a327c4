"""Things that people hold or use, drawn at their hands: sixteen that any hand can hold and those of certain poses."""

from __future__ import annotations

from collections.abc import Callable

from .carried import CARRIED
from .draft import Draft
from .points import ARMS
from .used import USED

# Poses of the library that show a thing, and the hand that holds it ("both": it lies between the hands).
OF_POSES: dict[str, tuple[str, str]] = {
    "basketball-shot": ("ball", "both"), "dribbling": ("ball", "right"), "tennis-serve": ("racket", "right"),
    "tennis-forehand": ("racket", "right"), "baseball-bat": ("bat", "right"), "golfing": ("club", "right"),
    "weightlifting": ("barbell", "both"), "barbell-squat": ("barbell", "both"), "archery": ("bow and arrow", "left"),
    "sword-guard": ("sword", "right"), "sword-overhead": ("sword", "right"), "sword-lunge": ("sword", "right"),
    "reading-book": ("book", "both"), "looking-at-phone": ("phone", "right"), "phone-call": ("phone", "right"),
    "selfie": ("phone", "right"), "photographing": ("camera", "both"), "drinking": ("cup", "right"),
    "carrying-box": ("box", "both"), "sweeping": ("broom", "both"), "playing-guitar": ("guitar", "both"),
    "playing-violin": ("violin", "both"), "singing": ("microphone", "right"), "painting": ("paintbrush", "right"),
    "cooking": ("pan", "right"), "umbrella": ("umbrella", "right"), "casting-magic": ("magic light", "both"),
}


def prop_parts(draft: Draft) -> list[tuple[float, Callable[[], None]]]:
    """The thing carried, in front of or behind the hand that holds it."""
    prop = draft.look.prop
    if prop is None:
        return []
    held = next((side for name, side in OF_POSES.values() if name == prop and side == "both"), "right")
    if prop in ("book", "camera", "ball"):
        right, left = (draft.figure.points[ARMS[s][2]] for s in ("right", "left"))
        held = "both" if abs(right - left) < 0.34 * draft.m else "right"
    if prop == "bow and arrow":
        held = "left"
    depths = draft.figure.depths
    wrist = max(depths[ARMS[s][2]] for s in (("right", "left") if held == "both" else (held,)))
    before = 0.05 if prop in ("guitar", "book", "box", "ball", "cup", "phone", "camera", "magic light") else 0.03
    return [(wrist + before * draft.m, lambda: (CARRIED | USED)[prop](draft, held))]
