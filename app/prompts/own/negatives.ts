/*
 * The negative presets that come with the page: what models of this family often get wrong.
 */

/** Words for the negative prompt. */
export interface NegativePreset {
  readonly name: string;
  readonly negativePrompt: string;
}

/** In the order in which they are shown. */
export const OWN_NEGATIVES: readonly NegativePreset[] = [
  { name: 'Poor quality', negativePrompt: 'blurry, low quality, jpeg artifacts, noise, overexposed' },
  {
    name: 'Anatomy',
    negativePrompt: 'bad anatomy, extra limbs, missing limbs, fused fingers, extra fingers, deformed hands',
  },
  { name: 'Faces', negativePrompt: 'deformed face, asymmetric eyes, crossed eyes, distorted mouth' },
  { name: 'Framing', negativePrompt: 'cropped, out of frame, cut off head, cut off feet' },
  { name: 'Writing', negativePrompt: 'text, watermark, signature, logo, caption' },
  { name: 'One person', negativePrompt: 'crowd, duplicate, second person, people in the background' },
];
