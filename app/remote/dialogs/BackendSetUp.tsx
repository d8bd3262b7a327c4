import { PlugZap } from 'lucide-react';
import { useStore } from 'zustand';
import type { BackendFacts } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { serviceOf } from '../back-ends/accounts.ts';
import { BackendAddress } from './BackendAddress.tsx';
import { KeyField } from './KeyField.tsx';
import { NameField } from './NameField.tsx';
import { type SetUpFacts, setUpFactsOf } from './set-up-facts.ts';
import { StartOptions } from './StartOptions.tsx';
import { checkupWords, dollarWords } from '../words.ts';

interface BackendSetUpProps {
  readonly backend: BackendFacts;
  /** Does this page's own server reach it for the person? */
  readonly relayed: boolean;
}

/** All that a back end has to be told before it draws. */
export function BackendSetUp({ backend, relayed }: BackendSetUpProps): React.JSX.Element {
  const facts = setUpFactsOf(backend);
  return (
    <div className="backend-fields">
      {relayed && <RelayNote />}
      {backend.kind === 'own' ? (
        <OwnServer backend={backend} facts={facts} />
      ) : (
        <Service backend={backend} facts={facts} relayed={relayed} />
      )}
    </div>
  );
}

/** What the site pays for its visitors. */
function RelayNote(): React.JSX.Element {
  const { stores } = useServices();
  const relay = useStore(stores.remote, (state) => state.relay);
  const left = relay
    ? say` ${dollarWords(relay.dollarsLeft)} of ${dollarWords(relay.dollarsPerDay)} a day are left, for all visitors together.`
    : '';
  return (
    <p className="hint">
      {say`This site asks it for you, and pays: you need no key.${left} With a key of your own it is asked directly.`}
    </p>
  );
}

interface PartProps {
  readonly backend: BackendFacts;
  readonly facts: SetUpFacts;
}

function OwnServer({ backend, facts }: PartProps): React.JSX.Element {
  return (
    <>
      {facts.startOptions && <StartOptions optionsFor={facts.startOptions} />}
      <BackendAddress backend={backend} />
      <CheckLine backend={backend} />
      <Names backend={backend} facts={facts} />
      {facts.key && (
        <details className="backend-part">
          <summary>{say`It asks for a password`}</summary>
          <KeyField backend={backend} facts={facts.key} />
        </details>
      )}
    </>
  );
}

interface ServiceProps extends PartProps {
  readonly relayed: boolean;
}

function Service({ backend, facts, relayed }: ServiceProps): React.JSX.Element {
  const keyField = facts.key && <KeyField backend={backend} facts={facts.key} />;
  return (
    <>
      {!relayed && keyField}
      <CheckLine backend={backend} />
      <details className="backend-part">
        <summary>{say`Advanced`}</summary>
        <div className="backend-fields">
          <Names backend={backend} facts={facts} />
          {relayed && keyField}
          {!relayed && <BackendAddress backend={backend} />}
        </div>
      </details>
    </>
  );
}

function Names({ backend, facts }: PartProps): React.JSX.Element {
  return (
    <>
      {facts.names.map((name) => (
        <NameField key={name.field} backend={backend} facts={name} />
      ))}
    </>
  );
}

/** Asks the back end, and tells what it answered. */
function CheckLine({ backend: { id, label } }: { readonly backend: BackendFacts }): React.JSX.Element {
  const { stores, actions } = useServices();
  const checkup = useStore(stores.remote, ({ checkups }) => checkups[id]);
  const balance = useStore(stores.remote, ({ balances }) => balances[serviceOf(id)]);
  const asking = checkup?.state === 'asking';
  return (
    <div className="backend-check">
      <Button
        className="small"
        icon={<PlugZap size={16} />}
        aria-label={say`Check ${label}`}
        resting={asking}
        onClick={() => void actions.remote.check(id)}
      >
        {say`Check`}
      </Button>
      <p className={checkup?.state === 'failed' ? 'field-error' : 'hint'} role="status">
        {checkup ? checkupWords(checkup, balance) : say`Asks whether it can be reached. That costs nothing.`}
      </p>
    </div>
  );
}
