import { useStore } from 'zustand';
import { words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import type { FallbackPolicy } from '../../state/remote.ts';
import { type Choice, RadioChoices } from '../../ui/RadioChoices.tsx';
import { say } from '../../words/say.ts';
import { sentenceFor } from '../back-ends/readiness.ts';

const POLICIES: readonly Choice<FallbackPolicy>[] = [
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
      <RadioChoices
        name="policy"
        choices={POLICIES}
        chosen={policy}
        onChoose={(chosen) => stores.remote.setState({ policy: chosen })}
      />
      <p className="policy-sentence" role="status">
        {sentence}
      </p>
    </fieldset>
  );
}
