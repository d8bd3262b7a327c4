import { Dices } from 'lucide-react';
import { useStore } from 'zustand';
import { REQUEST_LIMITS } from '../../core/request/index.ts';
import { SAMPLER_NAMES, SAMPLERS, SCHEDULER_NAMES, SCHEDULERS } from '../../core/sampling/index.ts';
import { ComparisonDialog } from '../comparison/ComparisonDialog.tsx';
import { DistilledHint } from '../models/DistilledHint.tsx';
import { PresetField } from '../models/PresetField.tsx';
import { PromptFields } from '../prompts/PromptFields.tsx';
import { type FieldMark, fieldMarks } from '../remote/panel/field-marks.ts';
import { useNextCall } from '../remote/panel/use-next-call.ts';
import { randomSeed } from '../seed.ts';
import { useServices } from '../services.ts';
import { activeModel } from '../state/models.ts';
import { sizesFor } from '../state/sizes.ts';
import { IconButton } from '../ui/Button.tsx';
import { NumberInput, SelectField, SliderField } from '../ui/fields.tsx';
import { say } from '../words/say.ts';
import { MoreSettings } from './MoreSettings.tsx';
import { GenerateArea } from './GenerateButton.tsx';
import { StartPanel } from './StartPanel.tsx';
import './generate.css';

const SAMPLER_OPTIONS = SAMPLER_NAMES.map((value) => ({ value, label: SAMPLERS[value].label }));
const SCHEDULER_OPTIONS = SCHEDULER_NAMES.map((value) => ({ value, label: SCHEDULERS[value].label }));

/** The words of the request, and the button. */
export function PromptPanel(): React.JSX.Element {
  return (
    <section className="panel prompt" aria-label={say`Prompt`}>
      <PromptFields />
      <GenerateArea />
    </section>
  );
}

/** The numbers of the request. */
export function SettingsPanel(): React.JSX.Element {
  const { stores } = useServices();
  const form = useStore(stores.form);
  const marks = fieldMarks(useNextCall());
  const set = stores.form.setState;
  return (
    <section className="panel settings" aria-label={say`Settings`}>
      <SeedField />
      <SizeField mark={marks.field('width')} />
      <PresetField />
      <SliderField
        label={say`Pictures`}
        {...marks.field('samples')}
        range={marks.range('samples', REQUEST_LIMITS.samples, form.samples)}
        value={form.samples}
        onChange={(samples) => set({ samples: Math.round(samples) })}
      />
      <SliderField
        label={say`Steps`}
        {...marks.field('steps')}
        range={marks.range('steps', REQUEST_LIMITS.steps, form.steps)}
        value={form.steps}
        onChange={(steps) => set({ steps: Math.round(steps) })}
      />
      <SliderField
        label={say`Guidance`}
        {...marks.field('guidance')}
        range={marks.range('guidance', REQUEST_LIMITS.guidance, form.guidance)}
        value={form.guidance}
        onChange={(guidance) => set({ guidance })}
      />
      <SliderField
        label={say`Pose strength`}
        {...marks.field('controlStrength')}
        range={marks.range('controlStrength', REQUEST_LIMITS.controlStrength, form.controlStrength)}
        value={form.controlStrength}
        onChange={(controlStrength) => set({ controlStrength })}
      />
      <div>
        <div className="pair">
          <SelectField
            label={say`Sampler`}
            {...marks.field('sampler')}
            options={marks.options('sampler', SAMPLER_OPTIONS)}
            value={form.sampler}
            onChange={(sampler) => set({ sampler })}
          />
          <SelectField
            label={say`Schedule`}
            {...marks.field('scheduler')}
            options={marks.options('scheduler', SCHEDULER_OPTIONS)}
            value={form.scheduler}
            onChange={(scheduler) => set({ scheduler })}
          />
        </div>
        <DistilledHint />
      </div>
      <StartPanel mark={marks.field('init')} />
      <MoreSettings marks={marks} />
      <ComparisonDialog />
    </section>
  );
}

function SeedField(): React.JSX.Element {
  const { stores } = useServices();
  const { seed, freshSeed } = useStore(stores.form);
  const set = stores.form.setState;
  return (
    <div className="field">
      <div className="field-head">
        <span className="field-label">{say`Seed`}</span>
        <label className="check seed-check">
          <input
            type="checkbox"
            checked={freshSeed}
            onChange={(event) => set({ freshSeed: event.currentTarget.checked })}
          />
          {say`New each time`}
        </label>
      </div>
      <div className="seed">
        <NumberInput
          label={say`Seed`}
          className=""
          range={REQUEST_LIMITS.seed}
          value={seed}
          onChange={(value) => set({ seed: Math.round(value), freshSeed: false })}
        />
        <IconButton
          label={say`Draw a seed`}
          icon={<Dices size={18} />}
          onClick={() => set({ seed: randomSeed(), freshSeed: false })}
        />
      </div>
    </div>
  );
}

function SizeField({ mark }: { readonly mark: FieldMark }): React.JSX.Element {
  const { stores } = useServices();
  const model = useStore(stores.models, activeModel);
  const { width, height } = useStore(stores.form);
  const set = stores.form.setState;
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const { sides } = sizesFor(model, elsewhere);
  const options = sides.map((side) => ({ value: `${side}x${side}`, label: say`${side} × ${side} px` }));
  const value = `${width}x${height}`;
  return (
    <SelectField
      label={say`Size`}
      {...mark}
      options={options}
      value={value}
      onChange={(chosen) => {
        const side = Number(chosen.split('x', 1)[0]);
        set({ width: side, height: side });
      }}
    />
  );
}
