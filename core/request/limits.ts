/**
 * Ranges of the request's numbers, inclusive. Sides in px; guidance is the classifier-free guidance scale;
 * control strength multiplies the ControlNet's residuals. The seed is what `torch.manual_seed` takes, kept
 * to integers that JSON carries exactly.
 */
export const REQUEST_LIMITS = {
  side: { min: 64, max: 1024, step: 8 },
  steps: { min: 1, max: 100, step: 1 },
  guidance: { min: 1, max: 20, step: 0.5 },
  controlStrength: { min: 0, max: 2, step: 0.05 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, step: 1 },
  promptLength: { max: 4000 },
} as const;
