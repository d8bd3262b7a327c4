"""Captions as people would write them."""
from __future__ import annotations
def caption(rng, labels):
    return "a person"
