/*
 * What a batch begins with: what the form says at that moment, and the way from words to what is asked for.
 */
import type { SeededRequest, WordsOf } from '../../../core/request/index.ts';
import type { Services } from '../../services.ts';

/** What of the form a batch is made of. */
export interface BatchBase {
  /** What the form asks for, its words as they were written. */
  readonly base: SeededRequest;
  readonly wordsOf: WordsOf;
}

/** What it is begun with. */
export interface Beginning {
  readonly stores: Pick<Services['stores'], 'form'>;
  readonly actions: {
    readonly generate: Pick<Services['actions']['generate'], 'currentRequest'>;
    readonly prompts: Pick<Services['actions']['prompts'], 'wording'>;
  };
}

/**
 * Takes what the form says now.
 *
 * @throws ArmatureError `bad-request` for what cannot be asked for, and `network` where the wildcard lists cannot be brought
 */
export async function beginBatch({ stores, actions }: Beginning): Promise<BatchBase> {
  const { wording } = actions.prompts;
  // Any prompt that is written for the batch, or stands in its table, may name a list.
  await wording.readyForAny();
  const { template, ...request } = actions.generate.currentRequest();
  const { styles } = stores.form.getState();
  return {
    base: { ...request, ...template },
    wordsOf: (written, seed) => wording.of({ ...written, styles }, seed),
  };
}
