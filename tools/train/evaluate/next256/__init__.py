"""The measures of the 256 px model on the 200 held-out cases of `world.held_out`: `python -m evaluate.next256`; see the README."""
