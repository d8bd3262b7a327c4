"""The built-in keypoint detector: pictures to learn from, targets, network, decoding."""
