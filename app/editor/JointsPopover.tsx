import { Popover } from '@base-ui/react/popover';
import { Eye } from 'lucide-react';
import { useStore } from 'zustand';
import { BODY_KEYPOINT_NAMES } from '../../core/pose/index.ts';
import { useServices } from '../services.ts';

/** Which joints of the selected person are there. */
export function JointsPopover(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { pose, selection } = useStore(stores.figure);
  const [person = 0] = selection.people;
  const body = selection.people.length > 0 ? pose.people[person]?.body : undefined;
  return (
    <Popover.Root>
      <Popover.Trigger
        className="button"
        data-kind="icon"
        aria-label="Show or hide joints"
        title="Show or hide joints"
        disabled={!body}
      >
        <Eye size={18} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6}>
          <Popover.Popup className="popup">
            <Popover.Title render={<h2 />}>Joints of person {person + 1}</Popover.Title>
            <div className="joints">
              {BODY_KEYPOINT_NAMES.map((name, joint) => (
                <label key={name} className="check">
                  <input
                    type="checkbox"
                    checked={(body?.[joint] ?? null) !== null}
                    onChange={() => actions.figure.toggleJoint({ person, joint })}
                  />
                  {name}
                </label>
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
