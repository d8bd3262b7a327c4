import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../../core/words/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';

/** What was done last, what went wrong at it, and whether things are kept. */
export function Messages({ desk }: { readonly desk: PromptDesk }): React.JSX.Element {
  const { note, problems, removed, unkept, unreadable } = useStore(desk.store);
  return (
    <div className="words-notes" role="status">
      {note !== '' && (
        <p className="words-note">
          {note}
          {removed.length > 0 && (
            <Button className="small" icon={<Undo2 size={16} />} onClick={() => void desk.undoRemove()}>
              {say`Undo`}
            </Button>
          )}
        </p>
      )}
      <ProblemList problems={problems} />
      {unkept && <p className="field-error">{failureSaid(unkept)}</p>}
      {unreadable > 0 && (
        <p className="hint">
          {say`${say`${counted(unreadable, { one: 'One saved thing', other: '# saved things' })}`} cannot be read: another version of the page left it. Nothing was deleted.`}
        </p>
      )}
    </div>
  );
}
