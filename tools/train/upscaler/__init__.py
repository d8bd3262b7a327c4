"""The built-in upscaler: pictures to learn from, network, measures, export."""
