/*
 * The words of a request: what the person wrote, with styles around it and wildcards filled.
 */
import { type PromptWords, withStyles } from '../../core/prompt/index.ts';
import { ArmatureError, type Failure, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { FormState } from '../state/form.ts';

/** Fills the wildcards of a text; `stream` tells prompt and negative prompt apart. @throws ArmatureError `bad-request` */
export type FillWildcards = (text: string, seed: number, stream: number) => string;

/** What a request says, and what that was made of where it was not written so. */
export interface Words extends PromptWords {
  readonly template?: PromptWords;
}

/** Makes the words of requests. */
export interface Wording {
  /**
   * Resolves once the lists are at hand that the form's words may name; at once where they name none.
   *
   * @throws ArmatureError `network` or `storage`
   */
  ready(): Promise<void>;
  /**
   * Resolves once the lists are at hand, for words that the form does not have yet.
   *
   * @throws ArmatureError `network` or `storage`
   */
  readyForAny(): Promise<void>;
  /**
   * The words of a picture with that seed.
   *
   * @throws ArmatureError `bad-request` for wildcards without a list, and where neither {@link ready} nor {@link readyForAny} was waited for
   */
  of(form: Pick<FormState, 'prompt' | 'negativePrompt' | 'styles'>, seed: number): Words;
}

/**
 * Makes it.
 *
 * @param bring - fetches the lists, anew at each call: another tab may have changed them
 */
export function createWording(form: { getState(): FormState }, bring: () => Promise<FillWildcards>): Wording {
  let fill: FillWildcards | undefined;
  return {
    async ready() {
      const { prompt, negativePrompt, styles } = form.getState();
      if (mayHaveWildcards(withStyles({ prompt, negativePrompt }, styles))) fill = await bring();
    },
    async readyForAny() {
      fill = await bring();
    },
    of({ prompt, negativePrompt, styles }, seed) {
      const written = { prompt, negativePrompt };
      const styled = withStyles(written, styles);
      const words = mayHaveWildcards(styled) ? filled(styled, seed) : styled;
      const same = words.prompt === prompt && words.negativePrompt === negativePrompt;
      return same ? words : { ...words, template: written };
    },
  };

  function filled(words: PromptWords, seed: number): PromptWords {
    if (!fill) throw new ArmatureError(NOT_READ);
    return { prompt: fill(words.prompt, seed, 0), negativePrompt: fill(words.negativePrompt, seed, 1) };
  }
}

/** The lists, and what reads them, are fetched where it is so. */
function mayHaveWildcards({ prompt, negativePrompt }: PromptWords): boolean {
  return prompt.includes('__') || negativePrompt.includes('__');
}

const NOT_READ: Failure = makeFailure({
  code: 'bad-request',
  message: words`The wildcard lists have not been read yet.`,
  next: words`Try again in a moment.`,
});
