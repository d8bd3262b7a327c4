/*
 * What a prompt says of its picture, as far as single words tell: facets, some of which rule each other out.
 */

/** Something that a picture can be. */
export type Facet =
  | 'photo'
  | 'painting'
  | 'drawing'
  | 'sculpture'
  | 'render'
  | 'colour'
  | 'mono'
  | 'day'
  | 'night'
  | 'indoors'
  | 'outdoors'
  | 'close'
  | 'half'
  | 'full'
  | 'calm'
  | 'dramatic'
  | 'person'
  | 'animal';

/** Words and phrases that say so, in lower case. */
const SIGNS: Readonly<Record<Facet, string>> = {
  photo:
    'photo, photos, photograph, photography, photorealistic, dslr, film still, polaroid, 35mm, 85mm, snapshot, daguerreotype, cinematic, bokeh',
  painting:
    'painting, painted, painter, oil, acrylic, watercolour, watercolor, gouache, tempera, fresco, canvas, impressionist, baroque, brushwork, concept art, pastel',
  drawing:
    'drawing, drawn, sketch, sketched, charcoal, pencil, ink, comic, manga, anime, cartoon, line art, illustration, storybook, woodblock, engraving, etching, lithograph, poster, vector',
  sculpture: 'sculpture, statue, bronze, marble, clay, figurine, bust, carved, porcelain, origami, cut paper',
  render: 'render, rendered, 3d, cgi, octane, blender, unreal engine, low poly, voxel, pixel art',
  colour: 'colourful, colorful, vivid, vibrant, neon, rainbow, technicolor, saturated',
  mono: 'black and white, monochrome, greyscale, grayscale, sepia, noir, silver gelatin, charcoal, pencil, ink',
  day: 'day, daylight, daytime, morning, noon, midday, afternoon, sun, sunny, sunlight, sunlit, sunset, sunrise, dawn, golden hour, overcast, blue sky',
  night: 'night, nighttime, midnight, moon, moonlight, moonlit, stars, starry, neon, nocturne, dark street',
  indoors:
    'indoors, indoor, room, kitchen, studio, library, hall, office, bedroom, bathroom, cellar, church, gym, stage, cafe, bar, museum, house, backdrop, interior, corridor, workshop, theatre, theater',
  outdoors:
    'outdoors, outdoor, beach, forest, street, field, mountain, mountains, garden, park, sky, sea, ocean, river, lake, desert, rooftop, meadow, snow, rain, city, road, stadium, woods, jungle, hill, hills, landscape',
  close: 'close-up, closeup, close up, face, headshot, macro, head and shoulders, portrait',
  half: 'half-length, half body, waist up, upper body, cowboy shot, medium shot, three-quarter',
  full: 'full body, full-body, full length, full-length, wide shot, whole figure, long shot, head to toe, standing, walking, running, jumping, dancing, sitting, kneeling, lying',
  calm: 'calm, peaceful, serene, gentle, quiet, soft, tender, tranquil, minimalist, minimal',
  dramatic:
    'dramatic, tense, storm, stormy, fight, fighting, battle, explosion, chiaroscuro, epic, intense, horror',
  person:
    'woman, women, man, men, girl, boy, person, people, child, children, dancer, dancers, lady, figure, portrait, face, athlete, warrior, knight, nurse, soldier, singer, boxer, wizard, witch, king, queen, couple, he, she, model, worker, monk',
  animal: 'animal, dog, cat, horse, bird, wolf, fox, lion, tiger, bear, rabbit, deer, cow, sheep, elephant',
};

/** Facets of which a picture has one. */
const APART: readonly (readonly Facet[])[] = [
  ['photo', 'painting', 'drawing', 'render'],
  ['painting', 'sculpture'],
  ['drawing', 'sculpture'],
  ['colour', 'mono'],
  ['day', 'night'],
  ['indoors', 'outdoors'],
  ['close', 'half', 'full'],
  ['calm', 'dramatic'],
];

let known: readonly (readonly [Facet, RegExp])[] | undefined;

/** Made when the first text is read: it takes a while. */
function patterns(): readonly (readonly [Facet, RegExp])[] {
  known ??= Object.entries(SIGNS).map(([facet, signs]) => [
    facet as Facet,
    new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${signs.split(', ').join('|')})(?![\p{L}\p{N}])`, 'u'),
  ]);
  return known;
}

/** What a text says; the text is in lower case. */
export function facetsOf(text: string): ReadonlySet<Facet> {
  return new Set(patterns().flatMap(([facet, pattern]) => (pattern.test(text) ? [facet] : [])));
}

/** Can a picture be both? */
export function agree(one: Facet, other: Facet): boolean {
  return one === other || !APART.some((group) => group.includes(one) && group.includes(other));
}
