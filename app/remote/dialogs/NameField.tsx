import { useStore } from 'zustand';
import type { BackendFacts } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import { SelectField } from '../../ui/fields.tsx';
import { LineField } from '../../ui/line-fields.tsx';
import { say } from '../../words/say.ts';
import type { NameFacts } from './set-up-facts.ts';

interface NameFieldProps {
  readonly backend: BackendFacts;
  readonly facts: NameFacts;
}

/** A checkpoint or a ControlNet: chosen from what the server has told, else typed. */
export function NameField({ backend, facts }: NameFieldProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const { field } = facts;
  const [label, usual] = [say(facts.label), say(facts.usual)];
  const checkup = useStore(stores.remote, ({ checkups }) => checkups[backend.id]);
  const name = useStore(stores.remote, ({ setups }) => setups[backend.id]?.[field] ?? '');
  const told = checkup?.state === 'fine' ? checkup[`${field}s`] : undefined;
  const set = (value: string): void => actions.remote.setUp(backend.id, { [field]: value });
  if (told) {
    return <SelectField label={label} options={optionsOf(told, name, usual)} value={name} onChange={set} />;
  }
  return (
    <LineField
      label={label}
      hint={
        backend.kind === 'own'
          ? say`As the server calls it. A check brings the names that it has.`
          : say`As the service calls it.`
      }
      placeholder={usual}
      value={name}
      onChange={set}
    />
  );
}

/** What was set stays in the list, so that it is seen that the server does not have it. */
function optionsOf(
  told: readonly string[],
  name: string,
  usual: string,
): { readonly value: string; readonly label: string }[] {
  const options = told.map((value) => ({ value, label: value }));
  const none = { value: '', label: usual === '' ? say`Choose one` : usual };
  if (name === '' || told.includes(name)) return [none, ...options];
  return [none, { value: name, label: say`${name} (not there)` }, ...options];
}
