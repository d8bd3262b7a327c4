import { Undo2, X } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { focusStaysInDialog } from '../../ui/hand-focus-on.ts';
import { say } from '../../words/say.ts';
import { useDesk } from './desk-context.ts';

/** What was done last, what went wrong at it, and the way back from a deletion. */
export function Messages(): React.JSX.Element {
  const { stores } = useServices();
  const desk = useDesk();
  const { note, problems, removed } = useStore(stores.gallery);
  return (
    <div className="gallery-messages">
      <div role="status">
        {removed.length > 0 && (
          <p ref={focusStaysInDialog} className="gallery-toast">
            {say`${counted(removed.length, { one: 'One picture deleted.', other: '# pictures deleted.' })}`}
            <Button icon={<Undo2 size={16} />} onClick={() => void desk.undoRemove()}>
              {say`Undo`}
            </Button>
          </p>
        )}
        {note !== '' && <p className="gallery-toast">{note}</p>}
      </div>
      {problems.length > 0 && (
        <div className="gallery-toast" data-kind="problem" role="alert">
          <ul>
            {problems.map((problem, i) => (
              <li key={i}>{problem}</li>
            ))}
          </ul>
          <IconButton
            label={say`Dismiss`}
            icon={<X size={16} />}
            onClick={() => stores.gallery.setState({ problems: [] })}
          />
        </div>
      )}
    </div>
  );
}
