import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExpandProgress } from '../../../../core/contract/index.ts';
import type { AddonEntry } from '../../../../core/manifest/index.ts';
import { addedPhrases, plainWords, withAdded } from '../../../../core/prompt/index.ts';
import { type Failure, failureFrom } from '../../../../core/result/index.ts';
import { randomSeed } from '../../../seed.ts';
import { useServices } from '../../../services.ts';

/** How far a language model is with the prompt. */
export type ExpansionState =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly progress: ExpandProgress }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'done'; readonly before: string; readonly after: string };

/** Has a language model go on with the prompt; closing the dialog stops it. */
export function useExpansion(expander: AddonEntry): {
  readonly state: ExpansionState;
  readonly start: () => void;
  readonly stop: () => void;
} {
  const { stores, actions } = useServices();
  const [state, setState] = useState<ExpansionState>({ at: 'idle' });
  const running = useRef<AbortController>(undefined);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  async function expand(signal: AbortSignal): Promise<ExpansionState> {
    const { prompt, negativePrompt } = stores.form.getState();
    const desk = await actions.prompts.desk();
    // A comma has it add to the prompt instead of ending its last sentence.
    const request = { expander, text: `${plainWords(prompt)},`, seed: randomSeed() };
    const { text, ended } = await desk.expand(request, {
      signal,
      onEvent: (progress) => {
        if (!signal.aborted) setState({ at: 'running', progress });
      },
    });
    const added = addedPhrases({ continuation: text, prompt, negativePrompt, ended });
    return { at: 'done', before: prompt, after: withAdded(prompt, added) };
  }

  function start(): void {
    stop();
    const mine = new AbortController();
    running.current = mine;
    setState({ at: 'running', progress: { at: 'preparing' } });
    expand(mine.signal).then(
      (done) => {
        if (!mine.signal.aborted) setState(done);
      },
      (error: unknown) => {
        // Another one has begun.
        if (running.current && running.current !== mine) return;
        const failure = failureFrom(error);
        setState(failure.code === 'cancelled' ? { at: 'idle' } : { at: 'failed', failure });
      },
    );
  }

  return { state, start, stop };
}
