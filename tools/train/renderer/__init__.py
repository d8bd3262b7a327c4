"""Procedural character drawings with exact skeletons."""
