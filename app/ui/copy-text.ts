import { say } from '../words/say.ts';

/**
 * Copies a text.
 *
 * @param done - the sentence for when it worked
 * @returns what became of it, in a sentence
 */
export function copyText(text: string, done: string): Promise<string> {
  return navigator.clipboard.writeText(text).then(
    () => done,
    () => say`The browser does not allow copying: select the text and copy it.`,
  );
}
