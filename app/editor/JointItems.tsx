import { Menu } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  keypointRef,
  limbsOf,
  mainPartOf,
  PART_NAMES,
  type PartName,
  type Person,
} from '../../core/pose/index.ts';
import { words, type Words } from '../../core/words/index.ts';
import { isLimbThere } from '../actions/figure/changing.ts';
import { useServices } from '../services.ts';
import { figureName, keypointLabel } from '../words/names.ts';
import { say } from '../words/say.ts';

const PART_LABELS: Readonly<Record<Exclude<PartName, 'body' | 'animal'>, Words>> = {
  leftHand: words`Left hand`,
  rightHand: words`Right hand`,
  face: words`Face`,
  feet: words`Feet`,
};

/** Which joints of the selected person are there, as a menu within a menu; limbs, hands, face and feet have menus of their own. */
export function JointItems(): React.JSX.Element | null {
  const { stores } = useServices();
  const { pose, selection } = useStore(stores.figure);
  const [index] = selection.people;
  const person = index === undefined ? undefined : pose.people[index];
  if (index === undefined || !person) return null;
  const main = mainPartOf(person);
  return (
    <Submenu label={say`Joints of ${figureName(person, index)}`}>
      <Submenu label={say`Limbs`}>
        <LimbItems {...{ index, person }} />
      </Submenu>
      {PART_NAMES.map((part) =>
        part === 'body' || part === 'animal' || !person[part] ? null : (
          <Submenu key={part} label={say(PART_LABELS[part])}>
            <PointItems {...{ index, person, part }} />
          </Submenu>
        ),
      )}
      <PointItems {...{ index, person }} part={main} />
    </Submenu>
  );
}

function Submenu({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): React.JSX.Element {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item">
        {label}
        <ChevronRight size={16} />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" collisionPadding={8}>
          <Menu.Popup className="popup menu menu-joints">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

interface PointItemsProps {
  readonly person: Person;
  /** Index in `people`. */
  readonly index: number;
  readonly part: PartName;
}

function PointItems({ person, index, part }: PointItemsProps): React.JSX.Element {
  const { actions } = useServices();
  return (
    <>
      {(person[part] ?? []).map((point, joint) => {
        const ref = keypointRef(index, part, joint);
        return (
          <ToggleItem
            key={joint}
            label={keypointLabel(ref)}
            there={point !== null}
            onToggle={() => actions.figure.toggleJoint(ref)}
          />
        );
      })}
    </>
  );
}

/** A limb goes with all that hangs on its far joint. */
function LimbItems({ person, index }: Omit<PointItemsProps, 'part'>): React.JSX.Element {
  const { actions } = useServices();
  const part = mainPartOf(person);
  return (
    <>
      {limbsOf(person).map(([near, far], limb) => (
        <ToggleItem
          key={limb}
          label={say`${keypointLabel({ part, joint: near })} to ${keypointLabel({ part, joint: far })}`}
          there={isLimbThere(person, limb)}
          onToggle={() => actions.figure.toggleLimb(index, limb)}
        />
      ))}
    </>
  );
}

interface ToggleItemProps {
  readonly label: string;
  readonly there: boolean;
  readonly onToggle: () => void;
}

function ToggleItem({ label, there, onToggle }: ToggleItemProps): React.JSX.Element {
  return (
    <Menu.CheckboxItem className="menu-item" closeOnClick={false} checked={there} onCheckedChange={onToggle}>
      {label}
      <Menu.CheckboxItemIndicator className="menu-mark">✓</Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}
