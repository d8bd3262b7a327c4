import { Toolbar } from '@base-ui/react/toolbar';
import { Bone, CircleDot, Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DragMode } from '../../core/pose/index.ts';
import { words, type Words } from '../../core/words/index.ts';
import { DRAG_MODE_WORDS } from '../actions/figure/selecting.ts';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';

const SIZE = 16;

const MODES: readonly { readonly mode: DragMode; readonly label: Words; readonly icon: ReactNode }[] = [
  { mode: 'joint', label: words`Joint`, icon: <CircleDot size={SIZE} /> },
  { mode: 'limb', label: words`Limb`, icon: <Bone size={SIZE} /> },
  { mode: 'stretchless', label: words`Lengths`, icon: <Link2 size={SIZE} /> },
];

/** What goes along with a joint that is dragged. */
export function DragModes(): React.JSX.Element {
  const { stores, actions } = useServices();
  const current = useStore(stores.figure, (figure) => figure.dragMode);
  return (
    <div className="segments" role="group" aria-label={say`Dragging a joint`}>
      {MODES.map(({ mode, label, icon }) => (
        <Toolbar.Button
          key={mode}
          className="segment"
          aria-pressed={mode === current}
          aria-label={say(label)}
          title={say(DRAG_MODE_WORDS[mode])}
          onClick={() => actions.figure.setDragMode(mode)}
        >
          {icon}
          <span className="segment-label">{say(label)}</span>
        </Toolbar.Button>
      ))}
    </div>
  );
}
