import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { panelsSeparatorPart } from '../columns/separators-part.ts';
import { useServices } from '../services.ts';
import './editor.css';
import { say } from '../words/say.ts';
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
  const editor = useFocusKept(expanded);
  const parts = [<Toolbar key="toolbar" />, <Stage key="stage" underlay={underlay} onlay={onlay} />];
  return (
    <section ref={editor} className="editor" aria-label={say`Pose`} data-expanded={expanded}>
      {expanded ? parts : parts.toReversed()}
      {expanded && side && (
        <>
          <panelsSeparatorPart.Part />
          <aside className="editor-side">{side}</aside>
        </>
      )}
      <div className="editor-foot">
        {hint}
        {failure !== '' && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
      <p id="stage-help" className="visually-hidden">
        {say`Tab goes from joint to joint, arrow keys move the joint, with Shift by ten pixels. Delete hides it. A question mark lists all keys.`}
      </p>
      <LiveRegion />
      <ShortcutsDialog />
    </section>
  );
}

/** Toolbar and stage change places with the mode, which costs one of them the focus. The toolbar's last button gets it. */
function useFocusKept(expanded: boolean): React.RefObject<HTMLElement | null> {
  const editor = useRef<HTMLElement>(null);
  const before = useRef(expanded);
  useEffect(() => {
    if (before.current === expanded) return;
    before.current = expanded;
    if (document.activeElement === document.body)
      editor.current?.querySelector<HTMLElement>('.toolbar-commands > button:last-child')?.focus();
  }, [expanded]);
  return editor;
}

/** Says what a change did. */
function LiveRegion(): React.JSX.Element {
  const { stores } = useServices();
  const said = useStore(stores.figure, (figure) => figure.said);
  return (
    <p className="visually-hidden" role="status" aria-label={say`What happened`}>
      {said}
    </p>
  );
}
