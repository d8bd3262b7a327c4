import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import type { FallbackPolicy } from '../state/remote.ts';
import { sentenceFor } from './readiness.ts';

const POLICIES: readonly { readonly value: FallbackPolicy; readonly label: string }[] = [
  { value: 'ask', label: 'Draw here, and ask me before anything is sent' },
  { value: 'local-first', label: 'Draw here, and send where that cannot be' },
  { value: 'remote', label: 'Always send' },
];

/** When remote back ends are asked, and what that will mean. */
export function PolicyField(): React.JSX.Element {
  const { stores } = useServices();
  const policy = useStore(stores.remote, (state) => state.policy);
  const sentence = useStore(stores.remote, sentenceFor);
  return (
    <fieldset className="policy">
      <legend>Where pictures are drawn</legend>
      {POLICIES.map(({ value, label }) => (
        <label key={value} className="check">
          <input
            type="radio"
            name="policy"
            checked={policy === value}
            onChange={() => stores.remote.setState({ policy: value })}
          />
          {label}
        </label>
      ))}
      <p className="policy-sentence" role="status">
        {sentence}
      </p>
    </fieldset>
  );
}
