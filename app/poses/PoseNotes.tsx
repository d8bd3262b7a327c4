import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { ProblemList } from '../ui/ProblemList.tsx';
import { messageOf } from '../../core/result/index.ts';
import { failureSaid, nextSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** What was done last, what went wrong at it, and whether poses are kept. */
export function PoseNotes(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { note, problems, removed, unkept, unreadable, saved } = useStore(stores.poses);
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
              {say`Undo`}
            </Button>
          )}
        </p>
      )}
      <ProblemList problems={problems} />
      {unkept && (
        <p className="field-error">
          {saved.length > 0
            ? say`${messageOf(unkept)} Your poses stay beside the settings of this page for now. ${nextSaid(unkept) ?? ''}`
            : failureSaid(unkept)}
        </p>
      )}
      {unreadable > 0 && (
        <p className="hint">
          {say`${say`${counted(unreadable, { one: 'One saved pose', other: '# saved poses' })}`} cannot be read: another version of the page left it. Nothing was deleted.`}
        </p>
      )}
    </div>
  );
}
