import { Menu } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { BODY_KEYPOINT_NAMES } from '../../core/pose/index.ts';
import { useServices } from '../services.ts';

/** Which joints of the selected person are there, as a menu within a menu. */
export function JointItems(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const { pose, selection } = useStore(stores.figure);
  const [person] = selection.people;
  const someone = person === undefined ? undefined : pose.people[person];
  if (person === undefined || !someone) return null;
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item">
        Joints of {someone.name ?? `person ${person + 1}`}
        <ChevronRight size={16} />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" collisionPadding={8}>
          <Menu.Popup className="popup menu menu-joints">
            {BODY_KEYPOINT_NAMES.map((name, joint) => (
              <Menu.CheckboxItem
                key={name}
                className="menu-item"
                closeOnClick={false}
                checked={(someone.body[joint] ?? null) !== null}
                onCheckedChange={() => actions.figure.toggleJoint({ person, joint })}
              >
                {name}
                <Menu.CheckboxItemIndicator className="menu-mark">✓</Menu.CheckboxItemIndicator>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
