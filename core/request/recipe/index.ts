import { RECORD_KEYWORD } from '../../pose/index.ts';
import { words, type Words } from '../../words/index.ts';
import { a1111Recipe } from './a1111.ts';
import { comfyRecipe } from './comfyui.ts';
import { ownRecipe } from './own.ts';
import type { Recipe } from './recipe.ts';

export type { Recipe, RequestSettings } from './recipe.ts';

/**
 * Reads how a picture was made from the texts of its PNG file: our own record, ComfyUI's graph, or the line of A1111, in
 * this order, because whoever writes several writes the poorer ones for others.
 *
 * @param texts - by keyword
 * @returns undefined where nothing of it is told
 */
export function recipeFrom(texts: Readonly<Record<string, string>>): Recipe | undefined {
  const { [RECORD_KEYWORD]: record, prompt, workflow, parameters } = texts;
  return (
    (record === undefined ? undefined : ownRecipe(record)) ??
    comfyRecipe({ prompt, workflow }) ??
    (parameters === undefined ? undefined : a1111Recipe(parameters))
  );
}

/** Why {@link recipeFrom} found nothing in these texts. */
export function noRecipe({ prompt, workflow }: Readonly<Record<string, string>>): Words {
  return prompt === undefined && workflow === undefined
    ? words`It does not tell how it was made.`
    : words`How it was made could not be read from its ComfyUI graph.`;
}
