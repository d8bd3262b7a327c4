import {
  ArrowDown,
  ArrowUp,
  Copy,
  FlipHorizontal2,
  PawPrint,
  Trash2,
  UserPlus,
  UserRound,
} from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { say } from '../../words/say.ts';
import { PanelSection } from './PanelSection.tsx';
import { PeopleList } from './PeopleList.tsx';

const SIZE = 16;

/** Who is on the canvas, the top one first, and what can be done with those who are selected. */
export function PeoplePanel(): React.JSX.Element {
  const { stores } = useServices();
  const count = useStore(stores.figure, ({ pose }) => pose.people.length);
  return (
    <PanelSection title={say`People`} aside={String(count)} open>
      {count > 0 ? <PeopleList /> : <Empty icon={UserRound} title={say`Nobody is here. Add a person.`} />}
      <PeopleCommands count={count} />
    </PanelSection>
  );
}

function PeopleCommands({ count }: { readonly count: number }): React.JSX.Element {
  const { stores, actions } = useServices();
  const selected = useStore(stores.figure, ({ selection }) => selection.people);
  const { figure } = actions;
  const add = useRef<HTMLButtonElement>(null);
  function remove(): void {
    figure.removePerson();
    // With nobody left there is nobody to remove: the button cannot keep the focus.
    if (stores.figure.getState().pose.people.length === 0) add.current?.focus();
  }
  const nobody = selected.length === 0;
  const [sole, ...others] = selected;
  const one = others.length === 0 ? sole : undefined;
  return (
    <div className="panel-commands" role="group" aria-label={say`People commands`}>
      <IconButton
        ref={add}
        label={say`Add`}
        icon={<UserPlus size={SIZE} />}
        onClick={() => figure.addPerson()}
      />
      <IconButton
        label={say`Add an animal`}
        icon={<PawPrint size={SIZE} />}
        onClick={() => figure.addAnimal()}
      />
      <IconButton
        label={say`Duplicate`}
        icon={<Copy size={SIZE} />}
        disabled={nobody}
        onClick={() => figure.duplicatePerson()}
      />
      <IconButton
        label={say`Mirror`}
        icon={<FlipHorizontal2 size={SIZE} />}
        disabled={nobody}
        onClick={() => figure.mirror()}
      />
      <IconButton
        label={say`Move up`}
        icon={<ArrowUp size={SIZE} />}
        resting={one === undefined || one === count - 1}
        onClick={() => figure.bringForward()}
      />
      <IconButton
        label={say`Move down`}
        icon={<ArrowDown size={SIZE} />}
        resting={one === undefined || one === 0}
        onClick={() => figure.sendBackward()}
      />
      <IconButton label={say`Remove`} icon={<Trash2 size={SIZE} />} disabled={nobody} onClick={remove} />
    </div>
  );
}
