import { useStore } from 'zustand';
import { isSameSampling, samplingOf } from '../../../core/manifest/index.ts';
import { sentAway } from '../../../core/remote/index.ts';
import { words } from '../../../core/words/index.ts';
import { type Services, useServices } from '../../services.ts';
import { drawnWith } from '../../state/models.ts';
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
        onChoose={(chosen) => choose(stores, chosen)}
      />
      <p className="policy-sentence" role="status">
        {sentence}
      </p>
    </fieldset>
  );
}

/** Settings that are for the weights on this device go when pictures do, and come back with them, unless they are changed. */
function choose({ form, models, remote }: Services['stores'], policy: FallbackPolicy): void {
  const [set, drawing] = [form.getState(), drawnWith(models.getState())];
  const { sampling: own } = drawing;
  const wasAway = remote.getState().policy === 'remote';
  remote.setState({ policy });
  // A page around may hold the policy where it is.
  const isAway = remote.getState().policy === 'remote';
  if (!own || isAway === wasAway) return;
  if (isAway) form.setState(samplingOf(sentAway(set, drawing)));
  else if (isSameSampling(set, sentAway(own, drawing))) form.setState(samplingOf(own));
}
