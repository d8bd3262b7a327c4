"""The measures of the built-in model on the 200 held-out cases of `world.held_out`: `python -m evaluate`; see the README."""
