import { useStore } from 'zustand';
import { baseAddress, type BackendFacts } from '../../../core/remote/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { AddressField } from '../../ui/line-fields.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';

/** Where a back end is. */
export function BackendAddress({ backend }: { readonly backend: BackendFacts }): React.JSX.Element {
  const { stores, actions } = useServices();
  const address = useStore(stores.remote, ({ setups }) => setups[backend.id]?.address ?? '');
  function take(draft: string): string {
    try {
      actions.remote.setUp(backend.id, { address: draft.trim() === '' ? '' : baseAddress(draft) });
      return '';
    } catch (error) {
      return failureSaid(failureFrom(error));
    }
  }
  const own = backend.kind === 'own';
  return (
    <AddressField
      label={say`Address`}
      hint={say(own ? OWN_HINT : PROXY_HINT)}
      placeholder={backend.usualAddress ?? say`The usual one of the service`}
      value={address}
      take={take}
    />
  );
}

const OWN_HINT = words`On this machine, or behind https elsewhere: browsers let pages ask nothing else.`;
const PROXY_HINT = words`For a proxy of your own. Your key goes there instead.`;
