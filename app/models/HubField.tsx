import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { hubOf } from '../state/models.ts';
import { AddressField } from '../ui/line-fields.tsx';

/** Another address in the place of the hub's. */
export function HubField(): React.JSX.Element {
  const { stores, actions } = useServices();
  const hub = useStore(stores.models, hubOf);
  return (
    <details className="fine">
      <summary>Advanced</summary>
      <div className="fine-fields">
        <AddressField
          label="Address of the hub"
          hint="Models are downloaded from here. A mirror has the same paths. Empty it to go back to the usual one."
          value={hub}
          take={(draft) => actions.library.setHub(draft)}
        />
      </div>
    </details>
  );
}
