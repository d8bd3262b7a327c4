/*
 * Styles: words that are put around a prompt, as A1111 has them.
 */

/** What is asked for, and what is not wanted. */
export interface PromptWords {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** Words to put around others. */
export interface PromptStyle extends PromptWords {
  readonly name: string;
}

/** Where a style has the prompt stand among its own words. */
const PLACE = '{prompt}';

/**
 * Puts styles around a prompt, one after the other. The words of a style take the prompt in at `{prompt}`, or follow it after
 * a comma. Its negative words do the same with the negative prompt.
 */
export function withStyles(words: PromptWords, styles: readonly PromptWords[]): PromptWords {
  return styles.reduce<PromptWords>(
    (so, style) => ({
      prompt: joined(so.prompt, style.prompt),
      negativePrompt: joined(so.negativePrompt, style.negativePrompt),
    }),
    words,
  );
}

function joined(text: string, style: string): string {
  const added = style.trim();
  if (added.includes(PLACE)) return added.replaceAll(PLACE, () => text.trim());
  if (added === '') return text;
  const before = text.trim().replace(/[\s,]+$/, '');
  return before === '' ? added : `${before}, ${added}`;
}
