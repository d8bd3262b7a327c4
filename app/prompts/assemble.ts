import { createTextWorker, spawnTextWorker } from '../engine/texts.ts';
import { createPromptDesk, type PromptDesk } from './desk.ts';
import { createPromptShelf } from './shelf.ts';
import { createPromptsStore } from './store.ts';

/** What is not the browser's. */
interface AssemblyParts {
  readonly newId: () => string;
  /** Address of the page, ending in a slash. */
  readonly page: string;
}

/** Joins the desk to the browser. */
export function assembleDesk({ newId, page }: AssemblyParts): PromptDesk {
  const texts = createTextWorker(spawnTextWorker);
  return createPromptDesk({
    ...{ newId, now: Date.now },
    prompts: createPromptsStore(),
    shelf: createPromptShelf(),
    count: (model, found) => texts.call('count', { model, page, texts: found }),
    expand: (request, watch) => texts.call('expand', request, watch),
  });
}
