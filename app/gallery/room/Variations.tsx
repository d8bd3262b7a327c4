import { Sparkles } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { RowStart } from '../../remote/panel/RowStart.tsx';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { say } from '../../words/say.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { type PictureUses, variationsOf } from './picture-uses.ts';

interface VariationsProps {
  readonly record: GalleryRecord;
  readonly details: PictureDetails;
  readonly uses: Pick<PictureUses, 'vary'>;
}

const COUNTS = ['1', '2', '4', '8'] as const;

function countOptions() {
  return COUNTS.map((value) => ({
    value,
    label: value === '1' ? say`1 picture` : say`${value} pictures`,
  }));
}

/** What waits for an answer. */
interface Question {
  readonly lacking: readonly string[];
  readonly dollars: number;
}

/** Pictures like a kept one. Where they cannot be drawn with what it was drawn with, that is asked about first. */
export function Variations({ record, details, uses }: VariationsProps): React.JSX.Element {
  const { stores } = useServices();
  const busy = useStore(stores.job, isBusy);
  const [count, setCount] = useState<(typeof COUNTS)[number]>('4');
  const [question, setQuestion] = useState<Question>();
  const [declined, setDeclined] = useState(false);
  const variations = useCallback(
    () => variationsOf(record, details, Number(count)),
    [record, details, count],
  );
  async function start(dollars: number, asHere: boolean): Promise<void> {
    const lacking = await uses.vary(Number(count), dollars, asHere);
    if (lacking.length > 0) setQuestion({ lacking, dollars });
  }
  return (
    <div className="picture-variations">
      <SelectField label={say`Variations`} options={countOptions()} value={count} onChange={setCount} />
      {!question && (
        <RowStart
          words={say`Make`}
          icon={<Sparkles size={16} />}
          disabled={busy}
          autoFocus={declined}
          requests={variations}
          onStart={(dollars) => void start(dollars, false)}
        />
      )}
      <p className="hint">{say`The same pose and settings with the next seeds.`}</p>
      {question && (
        <LackingQuestion
          lacking={question.lacking}
          busy={busy}
          onYes={() => {
            setQuestion(undefined);
            void start(question.dollars, true);
          }}
          onNo={() => {
            setQuestion(undefined);
            setDeclined(true);
          }}
        />
      )}
    </div>
  );
}

interface LackingProps {
  readonly lacking: readonly string[];
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** With other parts it is another picture: nobody waits for one that they did not mean. */
function LackingQuestion({ lacking, busy, onYes, onNo }: LackingProps): React.JSX.Element {
  return (
    <div className="question" role="group" aria-label={say`Before variations are made with something else`}>
      <div role="alert">
        <ProblemList problems={lacking} />
      </div>
      <div className="entry-buttons">
        <Button disabled={busy} onClick={onYes}>
          {say`Make anyway`}
        </Button>
        <Button autoFocus onClick={onNo}>
          {say`Not now`}
        </Button>
      </div>
    </div>
  );
}
