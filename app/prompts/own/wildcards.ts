/*
 * The wildcard lists that come with the page.
 */

/** Lines that a wildcard of the name stands for. */
export interface NamedList {
  readonly name: string;
  readonly lines: readonly string[];
}

function list(name: string, words: string): NamedList {
  return { name, lines: words.split('; ') };
}

/** In the order in which they are shown. */
export const BUILT_IN_WILDCARDS: readonly NamedList[] = [
  list(
    'colour',
    'crimson; rust; ochre; lemon yellow; olive; moss green; teal; sky blue; cobalt; indigo; plum; dusty pink; ivory; charcoal grey',
  ),
  list(
    'light',
    'soft window light; low evening sun; overcast daylight; a single candle; harsh midday sun; neon signs; moonlight; firelight; a large softbox; light through leaves; stage spotlight; morning fog',
  ),
  list(
    'place',
    'an empty rehearsal room; a beach at low tide; a pine forest; a rooftop; a narrow street; a library; a railway platform; a wheat field; a kitchen; a museum hall; a snowy mountain pass; a greenhouse',
  ),
  list(
    'clothes',
    'a linen shirt and trousers; a red wool coat; a dancer’s leotard; a dark suit; a denim jacket; a flowing summer dress; a knitted jumper; sports clothes; a kimono; a raincoat; leather armour; a velvet gown',
  ),
  list(
    'hair',
    'short black hair; long red hair; curly brown hair; a shaved head; a blond braid; grey hair in a bun; a wavy bob; an afro; silver hair, windblown; dark hair under a cap',
  ),
  list('mood', 'calm; joyful; tense; wistful; proud; playful; exhausted; determined; mysterious; tender'),
  list(
    'medium',
    'photograph; oil painting; watercolour; charcoal drawing; ink drawing; gouache; woodblock print; pastel drawing; bronze statue; digital painting',
  ),
];
