import { ListPlus } from 'lucide-react';
import { useCallback } from 'react';
import type { SeededRequest, TableProblem } from '../../../core/request/index.ts';
import { counted } from '../../../core/words/index.ts';
import { RowStart } from '../../remote/panel/RowStart.tsx';
import { say } from '../../words/say.ts';
import { SmallPose } from '../room/SmallPose.tsx';
import type { Batch } from './plan.ts';

interface BatchPreviewProps {
  readonly batch: Batch;
  /** Why there is none; empty where there is. */
  readonly problem: string;
  /** Has something been changed that is not in it yet? */
  readonly stale: boolean;
  /** @param dollars - US dollars that the person has agreed to pay for all of them */
  readonly onAdd: (requests: readonly SeededRequest[], dollars: number) => void;
}

/** How many are shown of what will be added. */
const SHOWN = 3;
const PROBLEMS_SHOWN = 50;

/** What will be added, and what of it cannot be. */
export function BatchPreview({ batch, problem, stale, onAdd }: BatchPreviewProps): React.JSX.Element {
  const { requests, problems } = batch;
  const all = useCallback(() => requests, [requests]);
  return (
    <div className="batch-foot">
      <div role="status" className="batch-told">
        {problem !== '' && <p className="field-error">{problem}</p>}
        {problems.length > 0 && <TableProblems problems={problems} />}
      </div>
      {requests.length > 0 && <FirstRequests requests={requests} />}
      <RowStart
        words={addWords(requests.length)}
        icon={<ListPlus size={18} />}
        kind="primary"
        disabled={stale || requests.length === 0}
        requests={all}
        onStart={(dollars) => onAdd(requests, dollars)}
      />
    </div>
  );
}

function addWords(count: number): string {
  if (count === 0) return say`Add to the queue`;
  return say`${counted(count, { one: 'Add # to the queue', other: 'Add # to the queue' })}`;
}

function TableProblems({ problems }: { readonly problems: readonly TableProblem[] }): React.JSX.Element {
  return (
    <details className="batch-problems" open>
      <summary>
        {say`${counted(problems.length, { one: '# problem', other: '# problems' })}; the other rows are fine`}
      </summary>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map(({ row, column, message }, i) => (
          <li key={i}>
            {column === '' ? say`Row ${row}: ${message}` : say`Row ${row}, ${column}: ${message}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function FirstRequests({ requests }: { readonly requests: readonly SeededRequest[] }): React.JSX.Element {
  const more = requests.length - SHOWN;
  return (
    <div>
      <ul className="batch-preview" aria-label={say`The first of what will be added`}>
        {requests.slice(0, SHOWN).map((request, i) => (
          <li key={i}>
            <SmallPose request={request} />
            <span className="batch-prompt" title={request.prompt}>
              {request.prompt}
            </span>
            <span className="batch-seed">{say`seed ${request.seed}`}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="hint">{say`${counted(more, { one: 'And # more.', other: 'And # more.' })}`}</p>
      )}
    </div>
  );
}
