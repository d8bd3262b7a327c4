import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { hubOf } from '../state/models.ts';
import { AddressField } from '../ui/line-fields.tsx';
import { say } from '../words/say.ts';

/** Another address in the place of the hub's. */
export function HubField(): React.JSX.Element {
  const { stores, actions } = useServices();
  const hub = useStore(stores.models, hubOf);
  return (
    <details className="fine">
      <summary>{say`Advanced`}</summary>
      <div className="fine-fields">
        <AddressField
          label={say`Address of the hub`}
          hint={say`Models are downloaded from here. A mirror has the same paths. Empty it to go back to the usual one.`}
          value={hub}
          take={(draft) => actions.library.setHub(draft)}
        />
      </div>
    </details>
  );
}
