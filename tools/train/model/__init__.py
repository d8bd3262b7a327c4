"""Training of the built-in model, at 256x256 px: `python -m model.run --work WORK`; see the README."""
