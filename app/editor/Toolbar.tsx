import {
  Copy,
  FlipHorizontal2,
  FolderOpen,
  Download,
  PersonStanding,
  Redo2,
  RotateCcw,
  Trash2,
  Undo2,
  UserPlus,
} from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { failureFrom } from '../../core/result/index.ts';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { downloadBlob } from '../ui/download.ts';
import { JointsPopover } from './JointsPopover.tsx';
import { PresetsPopover } from './PresetsPopover.tsx';
import { ThreeDButton } from './three/ThreeDButton.tsx';

const SIZE = 18;

/** The commands over the figure. */
export function Toolbar({ onFailure }: { readonly onFailure: (message: string) => void }): React.JSX.Element {
  const { stores, actions } = useServices();
  const people = useStore(stores.figure, ({ pose }) => pose.people.length);
  const canUndo = useStore(stores.figure.temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(stores.figure.temporal, ({ futureStates }) => futureStates.length > 0);
  const file = useRef<HTMLInputElement>(null);
  const { figure } = actions;

  async function open(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    try {
      figure.openJson(await chosen.text());
      onFailure('');
    } catch (error) {
      const { message, next = '' } = failureFrom(error, 'bad-pose');
      onFailure(`${message} ${next}`);
    }
  }

  return (
    <div className="toolbar" role="toolbar" aria-label="Pose">
      <PresetsPopover icon={<PersonStanding size={SIZE} />} />
      <ThreeDButton onFailure={onFailure} />
      <span className="toolbar-gap" />
      <IconButton
        label="Undo"
        icon={<Undo2 size={SIZE} />}
        disabled={!canUndo}
        onClick={() => figure.undo()}
      />
      <IconButton
        label="Redo"
        icon={<Redo2 size={SIZE} />}
        disabled={!canRedo}
        onClick={() => figure.redo()}
      />
      <span className="toolbar-gap" />
      <IconButton label="Add a person" icon={<UserPlus size={SIZE} />} onClick={() => figure.addPerson()} />
      <IconButton
        label="Duplicate person"
        icon={<Copy size={SIZE} />}
        disabled={people === 0}
        onClick={() => figure.duplicatePerson()}
      />
      <IconButton
        label="Remove person"
        icon={<Trash2 size={SIZE} />}
        disabled={people === 0}
        onClick={() => figure.removePerson()}
      />
      <IconButton
        label="Mirror person"
        icon={<FlipHorizontal2 size={SIZE} />}
        disabled={people === 0}
        onClick={() => figure.mirror()}
      />
      <JointsPopover />
      <span className="toolbar-gap" />
      <IconButton label="Reset the figure" icon={<RotateCcw size={SIZE} />} onClick={() => figure.reset()} />
      <IconButton
        label="Open OpenPose JSON"
        icon={<FolderOpen size={SIZE} />}
        onClick={() => file.current?.click()}
      />
      <IconButton
        label="Save OpenPose JSON"
        icon={<Download size={SIZE} />}
        onClick={() => downloadBlob(new Blob([figure.toJson()], { type: 'application/json' }), 'pose.json')}
      />
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void open(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
