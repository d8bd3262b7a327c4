import { useState } from 'react';
import { useStore } from 'zustand';
import { orderedBackends } from '../../remote/back-ends/readiness.ts';
import { useServices } from '../../services.ts';
import { allAddons } from '../../state/models.ts';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ByModel } from './enhance/ByModel.tsx';
import { ByRules } from './enhance/ByRules.tsx';

/** A fuller prompt to look at before it is taken. */
export function EnhanceRoom({ onDone }: WordsPartProps): React.JSX.Element {
  const { stores } = useServices();
  const expander = useStore(stores.models, (state) =>
    allAddons(state).find(({ kind }) => kind === 'prompt-expander'),
  );
  const [way, setWay] = useState<'rules' | 'model'>('rules');
  return (
    <>
      {expander && (
        <fieldset className="segments words-ways">
          <legend className="visually-hidden">{say`How the prompt is enhanced`}</legend>
          <label className="segment">
            <input type="radio" name="way" checked={way === 'rules'} onChange={() => setWay('rules')} />
            {say`By rules`}
          </label>
          <label className="segment">
            <input type="radio" name="way" checked={way === 'model'} onChange={() => setWay('model')} />
            {say`By a language model`}
          </label>
        </fieldset>
      )}
      {expander && way === 'model' ? (
        <ByModel expander={expander} onDone={onDone} />
      ) : (
        <ByRules onDone={onDone} />
      )}
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
        {say`Let services enhance the prompt`}
      </Switch>
      <p className="hint">{say`${able.map(({ label }) => label).join(', ')} can do it while a picture is drawn there.`}</p>
    </div>
  );
}
