import { Check, RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { enhancePrompt } from '../../../core/prompt/index.ts';
import { orderedBackends } from '../../remote/back-ends/readiness.ts';
import { randomSeed } from '../../seed.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { figureFraming } from '../figure-framing.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ChangedText } from './ChangedText.tsx';

/** A fuller prompt to look at before it is taken. */
export function EnhanceRoom({ onDone }: WordsPartProps): React.JSX.Element {
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
        Adds words on medium, framing, light and finish where the prompt says nothing of them. What you wrote
        stays as it is.
      </p>
      <ChangedText before={prompt} after={enhanced.prompt} />
      {enhanced.added.length === 0 && <p role="status">The prompt says something on all of that already.</p>}
      <div className="words-bar">
        <Button
          kind="primary"
          className="small"
          icon={<Check size={16} />}
          disabled={enhanced.added.length === 0}
          onClick={() => onDone({ prompt: enhanced.prompt })}
        >
          Use it
        </Button>
        <Button
          className="small"
          icon={<RefreshCw size={16} />}
          disabled={enhanced.added.length === 0}
          onClick={() => setSeed(randomSeed())}
        >
          Another
        </Button>
      </div>
      <ServiceSwitch />
    </>
  );
}

/** Services that enhance prompts themselves are asked to by their own flag. */
function ServiceSwitch(): React.JSX.Element | null {
  const { stores } = useServices();
  const remote = useStore(stores.remote);
  const able = orderedBackends(remote).filter(
    ({ id, abilities }) => abilities.enhancePrompt && remote.setups[id]?.enabled,
  );
  if (able.length === 0) return null;
  return (
    <div className="words-service">
      <Switch
        checked={remote.enhancePrompt}
        onChange={(enhance) => stores.remote.setState({ enhancePrompt: enhance })}
      >
        Let services enhance the prompt
      </Switch>
      <p className="hint">{`${able.map(({ label }) => label).join(', ')} can do it while a picture is drawn there.`}</p>
    </div>
  );
}
