import { useId } from 'react';
import { MOST_IN_BATCH, REQUEST_LIMITS } from '../../../core/request/index.ts';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';
import { LineField } from '../../ui/line-fields.tsx';
import { said, say } from '../../words/say.ts';
import type { BatchSource, TemplatePlan } from './plan.ts';
import { PosePicker } from './PosePicker.tsx';

interface TemplateFieldsProps {
  readonly plan: TemplatePlan;
  readonly source: BatchSource;
  readonly onChange: (plan: TemplatePlan) => void;
}

const COUNT = { min: 1, max: MOST_IN_BATCH, step: 1 };
const FIRST_VARIANTS = 10;

/** What is varied: words, seeds and poses. */
export function TemplateFields({ plan, source, onChange }: TemplateFieldsProps): React.JSX.Element {
  const hint = useId();
  const set = (change: Partial<TemplatePlan>): void => onChange({ ...plan, ...change });
  const maxLength = REQUEST_LIMITS.promptLength.max;
  return (
    <>
      <div className="batch-words" role="group" aria-describedby={hint}>
        <TextField
          label={say`Prompt`}
          rows={3}
          {...{ maxLength, value: plan.prompt }}
          onChange={(prompt) => set({ prompt })}
        />
        <TextField
          label={say`Negative prompt`}
          rows={2}
          {...{ maxLength, value: plan.negativePrompt }}
          onChange={(negativePrompt) => set({ negativePrompt })}
        />
        <p id={hint} className="hint">
          {said`Write choices in braces: ${(<code>{'a {red|blue} coat, {day|night}'}</code>)} makes four prompts. A brace that is meant as such is written ${(<code>{'\\{'}</code>)}.`}
        </p>
      </div>
      <div className="batch-numbers">
        <VariantsField plan={plan} onChange={set} />
        <SeedsField plan={plan} onChange={set} />
      </div>
      <PosePicker
        control={source.base.control}
        items={source.items}
        chosen={plan.poses}
        onChange={(poses) => set({ poses })}
      />
    </>
  );
}

interface PartProps {
  readonly plan: TemplatePlan;
  readonly onChange: (change: Partial<TemplatePlan>) => void;
}

function VariantsField({ plan: { variants }, onChange }: PartProps): React.JSX.Element {
  return (
    <div className="batch-pair" role="group" aria-label={say`Combinations`}>
      <SelectField
        label={say`Combinations`}
        options={[
          { value: 'all', label: say`All of them` },
          { value: 'some', label: say`Some at random` },
        ]}
        value={variants === undefined ? 'all' : 'some'}
        onChange={(which) => onChange({ variants: which === 'all' ? undefined : FIRST_VARIANTS })}
      />
      {variants !== undefined && (
        <NumberField
          label={say`How many`}
          range={COUNT}
          value={variants}
          onChange={(count) => onChange({ variants: Math.round(count) })}
        />
      )}
    </div>
  );
}

function SeedsField({ plan: { seeds }, onChange }: PartProps): React.JSX.Element {
  return (
    <div className="batch-pair" role="group" aria-label={say`Seeds`}>
      <SelectField
        label={say`Seeds`}
        options={[
          { value: 'count', label: say`That of the form, and on` },
          { value: 'list', label: say`These` },
        ]}
        value={seeds.kind}
        onChange={(kind) =>
          onChange({ seeds: kind === 'count' ? { kind, count: 1 } : { kind, text: '1-4' } })
        }
      />
      {seeds.kind === 'count' ? (
        <NumberField
          label={say`How many`}
          range={COUNT}
          value={seeds.count}
          onChange={(count) => onChange({ seeds: { kind: 'count', count: Math.round(count) } })}
        />
      ) : (
        <LineField
          label={say`Which seeds`}
          hint={say`1-4 counts up; commas part them.`}
          value={seeds.text}
          onChange={(text) => onChange({ seeds: { kind: 'list', text } })}
        />
      )}
    </div>
  );
}
