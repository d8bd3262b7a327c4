import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { TokenCount } from '../../../core/contract/index.ts';
import { type PromptWords, withStyles } from '../../../core/prompt/index.ts';
import { type Failure, failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { activeModel, isAtHand } from '../../state/models.ts';

/** Typing goes on meanwhile, in ms. */
const LAG_MS = 150;

/** What is known of the tokens of a field. */
export type Counted =
  | { readonly at: 'unknown' }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'counted'; readonly count: TokenCount };

/**
 * Follows how many tokens a field takes with the styles in use, by the tokenizer of the model that draws. Nothing is known
 * while that model is not on this device.
 */
export function useTokenCount(field: keyof PromptWords): Counted {
  const { stores, actions } = useServices();
  const model = useStore(stores.models, activeModel);
  const present = useStore(stores.models, (state) => isAtHand(state, activeModel(state)));
  const text = useStore(stores.form, (form) => withStyles(form, form.styles)[field]);
  const [counted, setCounted] = useState<Counted>({ at: 'unknown' });
  useEffect(() => {
    if (!present) return;
    let wanted = true;
    const tell = (found: Counted): void => {
      if (wanted) setCounted(found);
    };
    const timer = setTimeout(() => {
      void actions.prompts
        .desk()
        .then((desk) => desk.count(model, [text]))
        .then(
          ([count]) => tell(count ? { at: 'counted', count } : { at: 'unknown' }),
          (error: unknown) => tell({ at: 'failed', failure: failureFrom(error) }),
        );
    }, LAG_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [actions, model, present, text]);
  return present ? counted : { at: 'unknown' };
}
