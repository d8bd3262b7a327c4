import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import './editor.css';
import { useClipboard } from './keys/use-clipboard.ts';
import { useShortcuts } from './keys/use-shortcuts.ts';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { Stage } from './stage/Stage.tsx';
import { Toolbar } from './Toolbar.tsx';

interface EditorProps {
  /** A line of help below the stage. */
  readonly hint: ReactNode;
  /** Drawn below the skeleton, in px of the canvas. */
  readonly underlay?: ReactNode;
  /** Over everything else on the stage, in px of the canvas. */
  readonly onlay?: ReactNode;
  /** Panels beside the stage where the editor fills the page. */
  readonly side?: ReactNode;
}

/** The pose editor: a card among others, or all of the page. */
export function Editor({ hint, underlay, onlay, side }: EditorProps): React.JSX.Element {
  const { stores } = useServices();
  const expanded = useStore(stores.editor, (editor) => editor.expanded);
  const failure = useStore(stores.editor, (editor) => editor.failure);
  useShortcuts();
  useClipboard();
  return (
    <section className="editor" aria-label="Pose" data-expanded={expanded}>
      <Toolbar />
      <Stage underlay={underlay} onlay={onlay} />
      {expanded && side && <aside className="editor-side">{side}</aside>}
      <div className="editor-foot">
        {hint}
        {failure !== '' && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
      <p id="stage-help" className="visually-hidden">
        Tab goes from joint to joint, arrow keys move the joint, with Shift by ten pixels. Delete hides it. A
        question mark lists all keys.
      </p>
      <LiveRegion />
      <ShortcutsDialog />
    </section>
  );
}

/** Says what a change did. */
function LiveRegion(): React.JSX.Element {
  const { stores } = useServices();
  const said = useStore(stores.figure, (figure) => figure.said);
  return (
    <p className="visually-hidden" role="status" aria-label="What happened">
      {said}
    </p>
  );
}
