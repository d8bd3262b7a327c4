"""The built-in keypoint detector: examples, targets, network, decoding."""
