import type { Rename } from './rename.ts';

const USED = /^(?:embeddings\.(?:token|position)_embedding|encoder|final_layer_norm)\./;

/** Keeps the layers of the text encoder under `text_model.`, which transformers 5 and old files leave out. */
export const renameTextEncoder: Rename = (name) => {
  const inner = name.replace(/^text_model\./, '');
  return USED.test(inner) ? { name: `text_model.${inner}` } : undefined;
};
