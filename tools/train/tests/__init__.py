"""Tests of the training tools: `python -m unittest discover -s tests -t .`"""
