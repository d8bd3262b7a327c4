import { createPromptDesk, type PromptDesk } from './desk.ts';
import { createPromptShelf } from './shelf.ts';
import { createPromptsStore } from './store.ts';

/** Joins the desk to the browser. */
export function assembleDesk(newId: () => string): PromptDesk {
  return createPromptDesk({
    ...{ newId, now: Date.now },
    prompts: createPromptsStore(),
    shelf: createPromptShelf(),
  });
}
