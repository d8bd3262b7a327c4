import { createTextWorker, spawnTextWorker } from '../engine/texts.ts';
import { createPromptDesk, type PromptDesk } from './desk.ts';
import type { PromptDependencies } from './prompts.ts';
import { createPromptShelf } from './shelf.ts';
import { createPromptsStore } from './store.ts';

/** Joins the desk to the browser. */
export function assembleDesk({ newId, page }: Pick<PromptDependencies, 'newId' | 'page'>): PromptDesk {
  const texts = createTextWorker(spawnTextWorker);
  return createPromptDesk({
    ...{ newId, now: Date.now },
    prompts: createPromptsStore(),
    shelf: createPromptShelf(),
    count: (model, found) => texts.call('count', { model, page, texts: found }),
    expand: (request, watch) => texts.call('expand', request, watch),
  });
}
