import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { enhancePrompt } from '../../../../core/prompt/index.ts';
import { randomSeed } from '../../../seed.ts';
import { useServices } from '../../../services.ts';
import { say } from '../../../words/say.ts';
import { figureFraming } from '../../figure-framing.ts';
import type { WordsPartProps } from '../../WordsDialog.tsx';
import { Proposal } from './Proposal.tsx';

/** Enhances at once, by the page's own rules. */
export function ByRules({ onDone }: WordsPartProps): React.JSX.Element {
  const { stores } = useServices();
  const { prompt, negativePrompt } = useStore(stores.form);
  const pose = useStore(stores.figure, (figure) => figure.pose);
  const [seed, setSeed] = useState(randomSeed);
  const enhanced = useMemo(() => {
    const figure = figureFraming(pose);
    return enhancePrompt({ prompt, negativePrompt, seed, ...(figure && { figure }) });
  }, [prompt, negativePrompt, pose, seed]);
  return (
    <>
      <p className="hint">
        {say`Adds words on medium, framing, light and finish where the prompt says nothing of them. What you wrote stays as it is.`}
      </p>
      <Proposal
        before={prompt}
        after={enhanced.prompt}
        nothing={say`The prompt says something on all of that already.`}
        onUse={() => onDone({ prompt: enhanced.prompt })}
        onAnother={() => setSeed(randomSeed())}
      />
    </>
  );
}
