"""Training of the next built-in model, at 256x256 px: `python -m next256.run --work WORK`; see the README."""
