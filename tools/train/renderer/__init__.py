"""Procedural character drawings with exact skeletons and captions."""
