import { useStore } from 'zustand';
import { words, type Words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import type { FallbackPolicy } from '../../state/remote.ts';
import { say } from '../../words/say.ts';
import { sentenceFor } from '../back-ends/readiness.ts';

const POLICIES: readonly { readonly value: FallbackPolicy; readonly label: Words }[] = [
  { value: 'ask', label: words`Here, and ask me before anything is sent` },
  { value: 'local-first', label: words`Here, and where that cannot be, elsewhere` },
  { value: 'remote', label: words`Always elsewhere` },
];

/** When remote back ends are asked, and what that will mean. */
export function PolicyField(): React.JSX.Element {
  const { stores } = useServices();
  const policy = useStore(stores.remote, (state) => state.policy);
  const sentence = useStore(stores.remote, sentenceFor);
  return (
    <fieldset className="policy">
      <legend>{say`Where pictures are drawn`}</legend>
      {POLICIES.map(({ value, label }) => (
        <label key={value} className="check">
          <input
            type="radio"
            name="policy"
            checked={policy === value}
            onChange={() => stores.remote.setState({ policy: value })}
          />
          {say(label)}
        </label>
      ))}
      <p className="policy-sentence" role="status">
        {sentence}
      </p>
    </fieldset>
  );
}
