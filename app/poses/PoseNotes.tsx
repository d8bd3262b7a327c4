import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';

/** Problems that are listed one by one. */
const LISTED = 5;

/** What was done last, what went wrong at it, and whether poses are kept. */
export function PoseNotes(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { note, problems, removed, unkept, unreadable, saved } = useStore(stores.poses);
  const more = problems.length - LISTED;
  return (
    <div className="poses-notes" role="status">
      {note !== '' && (
        <p className="poses-note">
          {note}
          {removed.length > 0 && (
            <Button
              className="small"
              icon={<Undo2 size={16} />}
              onClick={() => void actions.poses.undoRemove()}
            >
              Undo
            </Button>
          )}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="field-error">
          {problems.slice(0, LISTED).map((problem, index) => (
            <li key={index}>{problem}</li>
          ))}
          {more > 0 && <li>And {more} more.</li>}
        </ul>
      )}
      {unkept && saved.length > 0 && (
        <p className="field-error">
          {unkept.message} Your poses stay beside the settings of this page for now. {unkept.next}
        </p>
      )}
      {unreadable > 0 && (
        <p className="hint">
          {unreadable === 1 ? 'One saved pose' : `${unreadable} saved poses`} cannot be read: another version
          of the page left it. Nothing was deleted.
        </p>
      )}
    </div>
  );
}
