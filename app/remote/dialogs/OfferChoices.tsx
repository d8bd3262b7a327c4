import { useState } from 'react';
import { useStore } from 'zustand';
import { isReady } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import type { Offer } from '../../state/remote.ts';
import { Button } from '../../ui/Button.tsx';
import { listWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';
import { MisfitNotes } from '../panel/MisfitNotes.tsx';
import { orderedBackends } from '../back-ends/readiness.ts';
import type { NextCall } from '../panel/use-next-call.ts';
import { callPriceWords, costWords, serviceName, overBudgetWords } from '../words.ts';

/** The back ends that could draw it, what that means, and the ways out. */
export function OfferChoices({ offer }: { readonly offer: Offer }): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.remote);
  const choices = orderedBackends(state)
    .filter(({ id }) => offer.backendIds.includes(id))
    .map((backend) => ({ backend, outlook: actions.remote.outlook(backend.id, offer.request) }));
  const [chosenId, setChosenId] = useState<string>();
  const [always, setAlways] = useState(false);
  const chosen = choices.find(({ backend }) => backend.id === chosenId) ?? choices[0];
  return (
    <>
      {chosen ? (
        <>
          <ChoiceList choices={choices} chosen={chosen} onChoose={setChosenId} />
          <Meaning choice={chosen} />
          <label className="check">
            <input
              type="checkbox"
              checked={always}
              onChange={(event) => setAlways(event.currentTarget.checked)}
            />
            {say`Always do this, without asking`}
          </label>
        </>
      ) : (
        <p className="hint">
          {say`No other machine is set up to draw this picture. Set one up, then press Generate again.`}
        </p>
      )}
      <Answers offer={offer} chosen={chosen} always={always} />
    </>
  );
}

interface ChoiceListProps {
  readonly choices: readonly NextCall[];
  readonly chosen: NextCall;
  readonly onChoose: (id: string) => void;
}

function ChoiceList({ choices, chosen, onChoose }: ChoiceListProps): React.JSX.Element {
  return (
    <fieldset className="offer-choices">
      <legend className="visually-hidden">{say`Who draws it`}</legend>
      {choices.map(({ backend, outlook }) => (
        <label key={backend.id} className="offer-choice" data-chosen={backend === chosen.backend}>
          <input
            type="radio"
            name="offer"
            checked={backend === chosen.backend}
            onChange={() => onChoose(backend.id)}
          />
          <span>{backend.label}</span>
          <span className="offer-price">{callPriceWords(backend, outlook)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What leaves the page, and what will not count there. */
function Meaning({ choice: { backend, outlook } }: { readonly choice: NextCall }): React.JSX.Element {
  return (
    <div className="offer-meaning" role="status">
      <p>{say`Sent to ${serviceName(backend)}: ${listWords(outlook.sends)}.`}</p>
      {outlook.overBudget && <p className="field-error">{overBudgetWords(outlook)}</p>}
      <MisfitNotes misfits={outlook.misfits} />
    </div>
  );
}

interface AnswersProps {
  readonly offer: Offer;
  readonly chosen: NextCall | undefined;
  readonly always: boolean;
}

function Answers({ offer, chosen, always }: AnswersProps): React.JSX.Element {
  const { stores, actions } = useServices();
  // To be switched on is what the button does; all else has to be put right first.
  const possible = chosen !== undefined && isReady({ ...chosen.outlook, missing: [] });
  const { answerOffer } = actions.remote;
  function setUp(): void {
    answerOffer({ kind: 'no' });
    stores.remote.setState({ dialogOpen: true });
  }
  return (
    <div className="offer-answers">
      {chosen ? (
        <Button
          kind="primary"
          disabled={!possible}
          onClick={() => answerOffer({ kind: 'send', backendId: chosen.backend.id, always })}
        >
          {say`Send to ${serviceName(chosen.backend)}${costWords(chosen.outlook)}`}
        </Button>
      ) : (
        <Button kind="primary" onClick={setUp}>
          {say`Set up a back end`}
        </Button>
      )}
      {offer.localPossible && (
        <Button onClick={() => answerOffer({ kind: 'local' })}>{say`Draw here anyway (slow)`}</Button>
      )}
      <Button onClick={() => answerOffer({ kind: 'no' })}>{say`Not now`}</Button>
    </div>
  );
}
