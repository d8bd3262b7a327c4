import { say } from '../words/say.ts';

/** Why what a file gave as its text is none, such as a table in an older encoding: its letters would be lost without a word. */
export function unreadableText(text: string, name: string): string | undefined {
  return /[\0\uFFFD]/.test(text) ? say`${name} is no text file in UTF-8.` : undefined;
}
