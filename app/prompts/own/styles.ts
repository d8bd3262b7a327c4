/*
 * The styles that come with the page.
 */
import type { PromptStyle } from '../../../core/prompt/index.ts';

/** A style and the shelf that it is listed on. */
export interface OwnStyle extends PromptStyle {
  readonly group: 'Photograph' | 'Painting' | 'Drawing' | 'Object';
}

const PHOTO = 'painting, drawing, illustration, 3d render';
const PAINTED = 'photograph, 3d render';

/** By group, in the order in which they are shown. */
export const OWN_STYLES: readonly OwnStyle[] = [
  {
    group: 'Photograph',
    name: 'Studio portrait',
    prompt:
      'studio photograph of {prompt}, seamless grey backdrop, large softbox, 85 mm lens, fine skin texture',
    negativePrompt: PHOTO,
  },
  {
    group: 'Photograph',
    name: 'Golden hour',
    prompt: 'photograph of {prompt}, low sun behind, long shadows, warm rim light, light haze',
    negativePrompt: `${PHOTO}, flat light`,
  },
  {
    group: 'Photograph',
    name: 'Film still',
    prompt: 'film still of {prompt}, anamorphic lens, practical lights, muted colours, fine grain',
    negativePrompt: PHOTO,
  },
  {
    group: 'Photograph',
    name: 'Black and white',
    prompt: 'black and white photograph of {prompt}, silver gelatin print, deep blacks, soft highlights',
    negativePrompt: `${PHOTO}, colour`,
  },
  {
    group: 'Photograph',
    name: 'Street',
    prompt: 'candid street photograph of {prompt}, 35 mm lens, overcast daylight, busy pavement behind',
    negativePrompt: `${PHOTO}, studio`,
  },
  {
    group: 'Photograph',
    name: 'Dance stage',
    prompt:
      'stage photograph of {prompt}, single spotlight, dark background, dust in the beam, frozen motion',
    negativePrompt: `${PHOTO}, daylight`,
  },
  {
    group: 'Painting',
    name: 'Oil painting',
    prompt: 'oil painting of {prompt}, visible brushwork, layered glazes, warm shadows, canvas texture',
    negativePrompt: PAINTED,
  },
  {
    group: 'Painting',
    name: 'Watercolour',
    prompt: 'watercolour of {prompt}, wet edges, pale washes, white paper showing through',
    negativePrompt: `${PAINTED}, heavy outlines`,
  },
  {
    group: 'Painting',
    name: 'Gouache',
    prompt: 'gouache painting of {prompt}, flat opaque shapes, limited palette, matte finish',
    negativePrompt: PAINTED,
  },
  {
    group: 'Painting',
    name: 'Impressionist',
    prompt: 'impressionist painting of {prompt}, broken colour, short strokes, flickering light, open air',
    negativePrompt: PAINTED,
  },
  {
    group: 'Painting',
    name: 'Chiaroscuro',
    prompt: 'baroque painting of {prompt}, one candle, deep shadow, glowing skin, dark brown ground',
    negativePrompt: `${PAINTED}, bright background`,
  },
  {
    group: 'Painting',
    name: 'Concept art',
    prompt:
      'concept art of {prompt}, digital painting, clear silhouette, atmospheric depth, loose background',
    negativePrompt: 'photograph, text, signature',
  },
  {
    group: 'Drawing',
    name: 'Figure study',
    prompt: 'charcoal figure study of {prompt}, confident lines, smudged shading, toned paper',
    negativePrompt: 'photograph, colour, 3d render',
  },
  {
    group: 'Drawing',
    name: 'Ink',
    prompt: 'ink drawing of {prompt}, brush lines of varied weight, solid blacks, white ground',
    negativePrompt: 'photograph, colour, grey shading',
  },
  {
    group: 'Drawing',
    name: 'Comic',
    prompt: 'comic panel of {prompt}, bold outlines, flat colours, halftone shading, dynamic framing',
    negativePrompt: 'photograph, 3d render, speech bubble',
  },
  {
    group: 'Drawing',
    name: 'Anime',
    prompt: 'anime key visual of {prompt}, clean line art, cel shading, painted background',
    negativePrompt: 'photograph, 3d render, sketch',
  },
  {
    group: 'Drawing',
    name: 'Storybook',
    prompt:
      'storybook illustration of {prompt}, coloured pencil over watercolour, gentle colours, rounded shapes',
    negativePrompt: 'photograph, 3d render',
  },
  {
    group: 'Drawing',
    name: 'Woodblock',
    prompt: 'woodblock print of {prompt}, flat colour, fine outlines, patterned cloth, textured paper',
    negativePrompt: 'photograph, 3d render, gradient',
  },
  {
    group: 'Drawing',
    name: 'Poster',
    prompt: 'art nouveau poster of {prompt}, flowing contours, ornamental border, muted gold and green',
    negativePrompt: 'photograph, 3d render, text',
  },
  {
    group: 'Object',
    name: 'Bronze',
    prompt: 'bronze statue of {prompt}, dark patina, worn highlights, stone plinth, museum light',
    negativePrompt: 'painting, drawing, skin, cloth colours',
  },
  {
    group: 'Object',
    name: 'Clay figure',
    prompt: 'stop-motion clay figure of {prompt}, fingerprints in the clay, miniature set, soft light',
    negativePrompt: 'painting, drawing, real person',
  },
  {
    group: 'Object',
    name: 'Cut paper',
    prompt: 'cut paper scene of {prompt}, layered card, crisp edges, small shadows between the layers',
    negativePrompt: 'photograph of a person, drawing',
  },
];
