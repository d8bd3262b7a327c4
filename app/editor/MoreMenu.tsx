import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { DragMode } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { DRAG_MODE_WORDS } from '../actions/figure/selecting.ts';
import { useServices } from '../services.ts';
import { downloadBlob } from '../ui/download.ts';
import { CommandItem } from './CommandItem.tsx';

/** What is needed less often. */
export function MoreMenu(): React.JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="button" data-kind="icon" aria-label="More" title="More">
          <Ellipsis size={18} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" sideOffset={6} align="start">
            <Menu.Popup className="popup menu">
              <CommandItem command="duplicate" />
              <CommandItem command="mirror" />
              <CommandItem command="remove" />
              <CommandItem command="reset" />
              <Menu.Separator className="menu-line" />
              <DragModeItems />
              <Menu.Separator className="menu-line" />
              <FileItems onOpen={() => file.current?.click()} />
              <Menu.Separator className="menu-line" />
              <CommandItem command="zoomIn" />
              <CommandItem command="shortcuts" />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <FileInput ref={file} />
    </>
  );
}

function DragModeItems(): React.JSX.Element {
  const { stores, actions } = useServices();
  const mode = useStore(stores.figure, (figure) => figure.dragMode);
  return (
    <Menu.RadioGroup value={mode} onValueChange={(chosen: DragMode) => actions.figure.setDragMode(chosen)}>
      {Object.entries(DRAG_MODE_WORDS).map(([value, words]) => (
        <Menu.RadioItem key={value} value={value} className="menu-item">
          {words}
          <Menu.RadioItemIndicator className="menu-mark">✓</Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function FileItems({ onOpen }: { readonly onOpen: () => void }): React.JSX.Element {
  const { actions } = useServices();
  const save = (): void =>
    downloadBlob(new Blob([actions.figure.toJson()], { type: 'application/json' }), 'pose.json');
  return (
    <>
      <Menu.Item className="menu-item" onClick={onOpen}>
        Open OpenPose JSON
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={save}>
        Save OpenPose JSON
      </Menu.Item>
    </>
  );
}

function FileInput({ ref }: { readonly ref: React.Ref<HTMLInputElement> }): React.JSX.Element {
  const { stores, actions } = useServices();
  async function open(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    try {
      actions.figure.openJson(await chosen.text());
      stores.editor.setState({ failure: '' });
    } catch (error) {
      const { message, next = '' } = failureFrom(error, 'bad-pose');
      stores.editor.setState({ failure: `${message} ${next}` });
    }
  }
  return (
    <input
      ref={ref}
      type="file"
      accept=".json,application/json"
      hidden
      onChange={(event) => {
        void open(event.currentTarget.files?.[0]);
        event.currentTarget.value = '';
      }}
    />
  );
}
