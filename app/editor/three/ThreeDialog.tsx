/* The 3D posing mode: people as dolls in space, a camera, and what the editor will get from them. */
import { Dialog } from '@base-ui/react/dialog';
import { Check, Redo2, Undo2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Pose } from '../../../core/pose/index.ts';
import type { OrbitCamera } from '../../../core/pose3d/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { createSceneActions } from './scene/actions.ts';
import { SceneProvider, type SceneServices, useScene } from './scene/context.ts';
import { openScene } from './scene/open.ts';
import { createSceneStore } from './scene/store.ts';
import { sceneToContinue, takeOver, type TakenOver } from './scene/take-over.ts';
import { ScenePanel } from './panels/ScenePanel.tsx';
import { SaveMapMenu } from './SaveMapMenu.tsx';
import { Stage } from './Stage.tsx';
import './three.css';

/** What the mode is opened with, and how it ends. */
export interface ThreeDialogProps {
  /** The editor's pose. */
  readonly pose: Pose;
  /** Indices of the people that are taken along. */
  readonly people: readonly number[];
  /** What was taken over last. */
  readonly last: TakenOver | undefined;
  readonly onTakeOver: (taken: TakenOver) => void;
  readonly onClose: () => void;
}

const ICON = 18;

/** The 3D posing mode over the whole page. */
export function ThreeDialog({
  pose,
  people,
  last,
  onTakeOver,
  onClose,
}: ThreeDialogProps): React.JSX.Element {
  const [opened] = useState(() => sceneToContinue(last, pose, people) ?? openScene(pose, people));
  const scene = useMemo((): SceneServices => {
    const store = createSceneStore(opened.state);
    return { store, actions: createSceneActions(store), pose, canvas: opened.canvas };
  }, [opened, pose]);
  const [isAsking, setAsking] = useState(false);
  const [notice, setNotice] = useState(opened.notice);

  function leave(): void {
    const now = scene.store.getState();
    const isChanged = now.people !== opened.state.people || !isEqualView(now.camera, opened.state.camera);
    if (isChanged) setAsking(true);
    else onClose();
  }

  return (
    <SceneProvider value={scene}>
      <Dialog.Root open onOpenChange={(open) => !open && leave()}>
        <Dialog.Portal>
          <Dialog.Popup className="three" onKeyDown={(event) => onShortcut(event, scene)}>
            <header className="three-head">
              <Dialog.Title render={<h2 />}>{say`Pose in 3D`}</Dialog.Title>
              <HistoryButtons />
              <span className="three-space" />
              <SaveMapMenu onNotice={setNotice} />
              <Button icon={<X size={ICON} />} onClick={leave}>
                {say`Cancel`}
              </Button>
              <Button
                kind="primary"
                icon={<Check size={ICON} />}
                onClick={() => onTakeOver(takeOver(pose, opened, scene.store.getState()))}
              >
                <span className="three-narrow">{say`Take over`}</span>
                <span className="three-wide">{say`Take over into the editor`}</span>
              </Button>
            </header>
            <Stage notice={notice} />
            <ScenePanel />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <LeaveQuestion isOpen={isAsking} onStay={() => setAsking(false)} onLeave={onClose} />
    </SceneProvider>
  );
}

/** The camera controls write back what they were given, up to rounding. */
function isEqualView(a: OrbitCamera, b: OrbitCamera): boolean {
  const numbers = ({
    azimuth,
    elevation,
    distance,
    fieldOfView,
    target: { x, y, z },
  }: OrbitCamera): number[] => [azimuth, elevation, distance, fieldOfView, x, y, z];
  const others = numbers(b);
  return numbers(a).every((value, i) => Math.abs(value - (others[i] ?? 0)) < 1e-3);
}

function onShortcut(event: React.KeyboardEvent, { actions }: SceneServices): void {
  if (!(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) actions.redo();
  else if (key === 'z') actions.undo();
  else return;
  event.preventDefault();
}

function HistoryButtons(): React.JSX.Element {
  const { store, actions } = useScene();
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0);
  return (
    <>
      <IconButton
        label={say`Undo`}
        icon={<Undo2 size={ICON} />}
        disabled={!canUndo}
        onClick={() => actions.undo()}
      />
      <IconButton
        label={say`Redo`}
        icon={<Redo2 size={ICON} />}
        disabled={!canRedo}
        onClick={() => actions.redo()}
      />
    </>
  );
}

interface LeaveQuestionProps {
  readonly isOpen: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

function LeaveQuestion({ isOpen, onStay, onLeave }: LeaveQuestionProps): React.JSX.Element {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onStay()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop three-above" forceRender />
        <Dialog.Popup className="dialog three-question three-above">
          <Dialog.Title render={<h2 />}>{say`Leave without taking the pose over?`}</Dialog.Title>
          <Dialog.Description className="hint">{say`What you changed in 3D will be lost.`}</Dialog.Description>
          <div className="three-answers">
            <Button onClick={onStay}>{say`Stay here`}</Button>
            <Button kind="primary" onClick={onLeave}>
              {say`Leave`}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
