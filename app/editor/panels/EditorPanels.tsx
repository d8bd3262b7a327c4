import { ReferencePanel } from '../reference/ReferencePanel.tsx';
import { CanvasPanel } from './CanvasPanel.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { PersonPanel } from './PersonPanel.tsx';

/** The panels at the side of the editor. They take the width that they are given and scroll where they are too tall. */
export function EditorPanels(): React.JSX.Element {
  return (
    <div className="editor-panels">
      <PeoplePanel />
      <PersonPanel />
      <CanvasPanel />
      <ReferencePanel />
    </div>
  );
}
