/*
 * The door to what is kept of prompts, for the first view: it fetches the rest when it is needed.
 */
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode } from '../desk-door.ts';
import type { FormStore } from '../state/form.ts';
import type { PromptDesk } from './desk.ts';
import { createWording, type Wording } from './wording.ts';

const fetchPrompts = roomCode(
  () => import('./assemble.ts'),
  words`The part of the page that keeps prompts could not be fetched.`,
);

/** What the page does with prompts. */
export interface PromptActions {
  /** Styles, saved prompts and wildcard lists, fetched when they are needed. @throws ArmatureError `network` */
  desk(): Promise<PromptDesk>;
  readonly wording: Wording;
}

/** What the actions need. */
export interface PromptDependencies {
  readonly form: FormStore;
  readonly newId: () => string;
  /** Address of the page, ending in a slash. */
  readonly page: string;
}

/** Makes the actions. */
export function createPromptActions({ form, newId, page }: PromptDependencies): PromptActions {
  const desk = deskDoor(fetchPrompts, ({ assembleDesk }): PromptDesk => assembleDesk({ newId, page }));

  const wording = createWording(form, async () => (await desk()).bringLists());
  followWildcards(form, wording);
  return { desk, wording };
}

/** Has the lists at hand before they are asked for: what fails here is told when a picture is. */
function followWildcards(form: FormStore, wording: Wording): void {
  const look = (): void => {
    wording.ready().then(stop, () => undefined);
  };
  const stop = form.subscribe(look);
  look();
}
