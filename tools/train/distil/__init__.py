"""Few-step distillation of the built-in model into a LoRA; `distil_lora.py` runs it."""
