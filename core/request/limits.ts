/**
 * Ranges of the request's numbers, inclusive. Sides in px; guidance is the classifier-free guidance scale; strength is
 * the share of the way from the input picture to pure noise; control strength multiplies the ControlNet's residuals; a
 * span is a share of the steps. Clip skip counts the text encoder's layers from the last, which is 1; prompt chunks hold as
 * many tokens as the text encoder takes at once. The seed is what `torch.manual_seed` takes, kept to integers that JSON carries exactly.
 */
export const REQUEST_LIMITS = {
  samples: { min: 1, max: 4, step: 1 },
  side: { min: 64, max: 1024, step: 8 },
  steps: { min: 1, max: 100, step: 1 },
  guidance: { min: 1, max: 20, step: 0.5 },
  strength: { min: 0, max: 1, step: 0.05 },
  controlStrength: { min: 0, max: 2, step: 0.05 },
  clipSkip: { min: 1, max: 12, step: 1 },
  span: { min: 0, max: 1, step: 0.05 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, step: 1 },
  promptLength: { max: 4000 },
  promptChunks: { max: 8 },
} as const;
