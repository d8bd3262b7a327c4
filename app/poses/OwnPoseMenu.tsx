import { Dialog } from '@base-ui/react/dialog';
import { Menu } from '@base-ui/react/menu';
import { Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useServices } from '../services.ts';
import type { SavedPose } from '../state/poses.ts';
import { say } from '../words/say.ts';
import { NameForm } from './NameForm.tsx';
import { saveCollection } from './OwnPoses.tsx';

/** What can be done with one of the person's own poses. */
export function OwnPoseMenu({ pose }: { readonly pose: SavedPose }): React.JSX.Element {
  const { actions } = useServices();
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="button pose-more" data-kind="icon" aria-label={say`More for ${pose.name}`}>
          <Ellipsis size={16} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="pose-menu-place" sideOffset={4} align="end">
            <Menu.Popup className="popup pose-menu">
              <Menu.Item className="pose-menu-item" onClick={() => setRenaming(true)}>
                <Pencil size={16} /> {say`Rename`}
              </Menu.Item>
              <Menu.Item
                className="pose-menu-item"
                onClick={() => saveCollection([pose], fileNameOf(pose.name))}
              >
                <Download size={16} /> {say`Export`}
              </Menu.Item>
              <Menu.Item className="pose-menu-item" onClick={() => void actions.poses.remove(pose.id)}>
                <Trash2 size={16} /> {say`Delete`}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Dialog.Root open={renaming} onOpenChange={setRenaming}>
        <Dialog.Portal>
          <Dialog.Backdrop className="backdrop rename-backdrop" forceRender />
          <Dialog.Popup className="dialog rename">
            <Dialog.Title render={<h2 />}>{say`Rename “${pose.name}”`}</Dialog.Title>
            <NameForm
              label={say`Rename`}
              initial={pose}
              submit={say`Rename`}
              onCancel={() => setRenaming(false)}
              onSubmit={(name) => {
                setRenaming(false);
                void actions.poses.rename(pose.id, name);
              }}
            />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

function fileNameOf(name: string): string {
  return name.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'pose';
}
