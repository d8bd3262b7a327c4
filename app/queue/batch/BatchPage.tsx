import { ArrowLeft } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { shownItems } from '../../poses/items.ts';
import { randomSeed } from '../../seed.ts';
import { useServices } from '../../services.ts';
import { activeModel } from '../../state/models.ts';
import { sizesFor } from '../../state/sizes.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { BatchPreview } from './BatchPreview.tsx';
import type { BatchBase } from './begin.ts';
import {
  CURRENT_POSE,
  type Batch,
  type BatchSource,
  tableBatch,
  templateBatch,
  type TemplatePlan,
} from './plan.ts';
import { TableFields } from './TableFields.tsx';
import { TemplateFields } from './TemplateFields.tsx';
import './batch.css';

interface BatchPageProps {
  readonly begun: BatchBase;
  readonly onClose: () => void;
}

type Way = 'template' | 'table';

/** Makes many entries at once, and shows what they will be before they are added. */
export function BatchPage({ begun, onClose }: BatchPageProps): React.JSX.Element {
  const { actions } = useServices();
  const source = useSource(begun);
  const { base } = begun;
  const [way, setWay] = useState<Way>('template');
  const [table, setTable] = useState('');
  const [plan, setPlan] = useState<TemplatePlan>(() => ({
    ...{ prompt: base.prompt, negativePrompt: base.negativePrompt, variants: undefined },
    ...{ seeds: { kind: 'count', count: 1 }, poses: new Set([CURRENT_POSE]) },
  }));
  const [draw] = useState(randomSeed);
  // Hundreds of requests are checked at each letter that is typed.
  const newest = useMemo(() => ({ way, plan, table }), [way, plan, table]);
  const set = useDeferredValue(newest);
  const { batch, problem } = useMemo(
    () =>
      attempt(() =>
        set.way === 'template' ? templateBatch(source, set.plan, draw) : tableBatch(source, set.table),
      ),
    [set, source, draw],
  );
  async function add(requests: readonly SeededRequest[], dollars: number): Promise<void> {
    await actions.queue.addMany(requests, dollars);
    onClose();
  }
  return (
    <>
      <div className="queue-bar">
        <Button icon={<ArrowLeft size={16} />} onClick={onClose}>
          {say`Back to the list`}
        </Button>
        <WayChoice way={way} onChange={setWay} />
      </div>
      <PosesProblems />
      <div className="batch">
        {way === 'template' ? (
          <TemplateFields plan={plan} source={source} onChange={setPlan} />
        ) : (
          <TableFields text={table} onChange={setTable} />
        )}
        <p className="hint">
          {say`Styles in use are put around each prompt, and the seed of each picture decides on its wildcards.`}
        </p>
      </div>
      <BatchPreview
        batch={batch}
        stale={set !== newest}
        problem={way === 'table' && table.trim() === '' ? '' : problem}
        onAdd={(requests, dollars) => void add(requests, dollars)}
      />
    </>
  );
}

/** Why own poses are missing among those to choose from. */
function PosesProblems(): React.JSX.Element {
  const { stores } = useServices();
  const problems = useStore(stores.poses, (poses) => poses.problems);
  return <ProblemList problems={problems} />;
}

const EMPTY: Batch = { requests: [], problems: [] };

/** What cannot be made is told, and is no batch. */
function attempt(make: () => Batch): { readonly batch: Batch; readonly problem: string } {
  try {
    return { batch: make(), problem: '' };
  } catch (error) {
    return { batch: EMPTY, problem: failureSaid(failureFrom(error)) };
  }
}

function useSource(begun: BatchBase): BatchSource {
  const { stores, actions } = useServices();
  const saved = useStore(stores.poses, (poses) => poses.saved);
  const model = useStore(stores.models, activeModel);
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const freshSeed = useStore(stores.form, (form) => form.freshSeed);
  useEffect(() => void actions.poses.refresh(), [actions]);
  return useMemo(
    () => ({
      ...begun,
      freshSeed,
      items: shownItems(saved, 'all', ''),
      sides: sizesFor(model, elsewhere).sides,
    }),
    [begun, freshSeed, saved, model, elsewhere],
  );
}

const WAYS = [
  { value: 'template', label: words`From a prompt` },
  { value: 'table', label: words`From a table (CSV)` },
] as const;

interface WayChoiceProps {
  readonly way: Way;
  readonly onChange: (way: Way) => void;
}

function WayChoice({ way, onChange }: WayChoiceProps): React.JSX.Element {
  return (
    <fieldset className="segments batch-ways">
      <legend className="visually-hidden">{say`What the batch is made from`}</legend>
      {WAYS.map(({ value, label }) => (
        <label key={value} className="segment">
          <input type="radio" name="batch-way" checked={value === way} onChange={() => onChange(value)} />
          {say(label)}
        </label>
      ))}
    </fieldset>
  );
}
