import { Dices } from 'lucide-react';
import { useStore } from 'zustand';
import { figureName } from '../../core/pose/index.ts';
import { REQUEST_LIMITS } from '../../core/request/index.ts';
import { SAMPLER_NAMES, SAMPLERS, SCHEDULER_NAMES, SCHEDULERS } from '../../core/sampling/index.ts';
import { ComparisonDialog } from '../comparison/ComparisonDialog.tsx';
import { PresetField } from '../models/PresetField.tsx';
import { randomSeed } from '../seed.ts';
import { useServices } from '../services.ts';
import { activeModel, previewDecoderOf } from '../state/models.ts';
import { sizesFor } from '../state/sizes.ts';
import { IconButton } from '../ui/Button.tsx';
import { NumberInput, SelectField, SliderField, TextField } from '../ui/fields.tsx';
import { GenerateArea } from './GenerateButton.tsx';
import { StartPanel } from './StartPanel.tsx';
import './generate.css';

const SAMPLER_OPTIONS = SAMPLER_NAMES.map((value) => ({ value, label: SAMPLERS[value].label }));
const SCHEDULER_OPTIONS = SCHEDULER_NAMES.map((value) => ({ value, label: SCHEDULERS[value].label }));

/** The words of the request, and the button. */
export function PromptPanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { prompt, negativePrompt } = useStore(stores.form);
  const set = stores.form.setState;
  const submit = (): void => void actions.generate.generate();
  const maxLength = REQUEST_LIMITS.promptLength.max;
  return (
    <section className="panel prompt" aria-label="Prompt">
      <TextField
        label="Prompt"
        rows={4}
        value={prompt}
        maxLength={maxLength}
        onChange={(text) => set({ prompt: text })}
        onSubmit={submit}
      />
      <TextField
        label="Negative prompt"
        rows={2}
        value={negativePrompt}
        maxLength={maxLength}
        onChange={(text) => set({ negativePrompt: text })}
        onSubmit={submit}
      />
      <GenerateArea />
    </section>
  );
}

/** The numbers of the request. */
export function SettingsPanel(): React.JSX.Element {
  const { stores } = useServices();
  const form = useStore(stores.form);
  const set = stores.form.setState;
  return (
    <section className="panel settings" aria-label="Settings">
      <SeedField />
      <SizeField />
      <PresetField />
      <SliderField
        label="Pictures"
        range={REQUEST_LIMITS.samples}
        value={form.samples}
        onChange={(samples) => set({ samples: Math.round(samples) })}
      />
      <SliderField
        label="Steps"
        range={REQUEST_LIMITS.steps}
        value={form.steps}
        onChange={(steps) => set({ steps: Math.round(steps) })}
      />
      <SliderField
        label="Guidance"
        range={REQUEST_LIMITS.guidance}
        value={form.guidance}
        onChange={(guidance) => set({ guidance })}
      />
      <SliderField
        label="Pose strength"
        range={REQUEST_LIMITS.controlStrength}
        value={form.controlStrength}
        onChange={(controlStrength) => set({ controlStrength })}
      />
      <div className="pair">
        <SelectField
          label="Sampler"
          options={SAMPLER_OPTIONS}
          value={form.sampler}
          onChange={(sampler) => set({ sampler })}
        />
        <SelectField
          label="Schedule"
          options={SCHEDULER_OPTIONS}
          value={form.scheduler}
          onChange={(scheduler) => set({ scheduler })}
        />
      </div>
      <StartPanel />
      <FineSettings />
      <ComparisonDialog />
    </section>
  );
}

const NOISE_OPTIONS = [
  { value: 'cpu', label: 'CPU (ComfyUI)' },
  { value: 'gpu', label: 'GPU (A1111)' },
] as const;
const CONTROL_MODE_OPTIONS = [
  { value: 'balanced', label: 'Balanced' },
  { value: 'prompt', label: 'Prompt first' },
  { value: 'control', label: 'Pose first' },
] as const;

/** What few pictures need. */
function FineSettings(): React.JSX.Element {
  const { stores } = useServices();
  const form = useStore(stores.form);
  const set = stores.form.setState;
  return (
    <details className="fine">
      <summary>More settings</summary>
      <div className="fine-fields">
        <PeopleField />
        <SelectField
          label="Pose or prompt"
          options={CONTROL_MODE_OPTIONS}
          value={form.controlMode}
          onChange={(controlMode) => set({ controlMode })}
        />
        <SliderField
          label="Pose starts"
          range={REQUEST_LIMITS.span}
          value={form.controlStart}
          onChange={(controlStart) =>
            set({ controlStart, controlEnd: Math.max(controlStart, form.controlEnd) })
          }
        />
        <SliderField
          label="Pose ends"
          range={REQUEST_LIMITS.span}
          value={form.controlEnd}
          onChange={(controlEnd) =>
            set({ controlEnd, controlStart: Math.min(controlEnd, form.controlStart) })
          }
        />
        <SliderField
          label="Guidance ends"
          range={REQUEST_LIMITS.span}
          value={form.guidanceEnd}
          onChange={(guidanceEnd) => set({ guidanceEnd })}
        />
        <SliderField
          label="Clip skip"
          range={REQUEST_LIMITS.clipSkip}
          value={form.clipSkip}
          onChange={(clipSkip) => set({ clipSkip: Math.round(clipSkip) })}
        />
        <SelectField
          label="Seed as in"
          options={NOISE_OPTIONS}
          value={form.noise}
          onChange={(noise) => set({ noise })}
        />
        <PreviewField />
        <DecoderField />
        <p className="hint">Starts and ends are shares of the steps, 0 to 1.</p>
        <p className="hint">
          In prompts, <code>(word:1.3)</code> counts more, <code>[word]</code> less, and <code>BREAK</code>{' '}
          begins a new chunk.
        </p>
      </div>
    </details>
  );
}

/** Whose pose counts, where there are several. */
function PeopleField(): React.JSX.Element | null {
  const { stores } = useServices();
  const people = useStore(stores.figure, ({ pose }) => pose.people);
  const leftOut = useStore(stores.form, (form) => form.leftOut);
  if (people.length < 2) return null;
  const others = (index: number): number[] => leftOut.filter((other) => other !== index);
  return (
    <fieldset className="people">
      <legend className="field-label">Pose of</legend>
      {people.map((person, index) => (
        <label key={index} className="check">
          <input
            type="checkbox"
            checked={!leftOut.includes(index)}
            onChange={(event) =>
              stores.form.setState({
                leftOut: event.currentTarget.checked ? others(index) : [...others(index), index],
              })
            }
          />
          {figureName(person, index)}
        </label>
      ))}
    </fieldset>
  );
}

const DECODER_OPTIONS = [
  { value: 'full', label: "The model's own: sharper" },
  { value: 'fast', label: 'The small one: faster' },
] as const;

/** Shown where a decoder for previews is stored. */
function DecoderField(): React.JSX.Element | null {
  const { stores } = useServices();
  const decoder = useStore(stores.settings, (settings) => settings.decoder);
  const small = useStore(stores.models, previewDecoderOf);
  if (small === undefined) return null;
  return (
    <SelectField
      label="Decoder"
      options={DECODER_OPTIONS}
      value={decoder}
      onChange={(value) => stores.settings.setState({ decoder: value === 'fast' ? 'fast' : 'full' })}
    />
  );
}

const PREVIEW_OPTIONS = [
  { value: '1', label: 'At every step' },
  { value: '4', label: 'At every fourth step' },
  { value: '0', label: 'None' },
] as const;

function PreviewField(): React.JSX.Element {
  const { stores } = useServices();
  const every = useStore(stores.settings, ({ previewEvery }) => previewEvery);
  return (
    <SelectField
      label="Previews"
      options={PREVIEW_OPTIONS}
      value={PREVIEW_OPTIONS.find(({ value }) => Number(value) === every)?.value ?? '1'}
      onChange={(value) => stores.settings.setState({ previewEvery: Number(value) })}
    />
  );
}

function SeedField(): React.JSX.Element {
  const { stores } = useServices();
  const { seed, freshSeed } = useStore(stores.form);
  const set = stores.form.setState;
  return (
    <div className="field">
      <div className="field-head">
        <span className="field-label">Seed</span>
        <label className="check seed-check">
          <input
            type="checkbox"
            checked={freshSeed}
            onChange={(event) => set({ freshSeed: event.currentTarget.checked })}
          />
          New each time
        </label>
      </div>
      <div className="seed">
        <NumberInput
          label="Seed"
          className=""
          range={REQUEST_LIMITS.seed}
          value={seed}
          onChange={(value) => set({ seed: Math.round(value), freshSeed: false })}
        />
        <IconButton
          label="Draw a seed"
          icon={<Dices size={18} />}
          onClick={() => set({ seed: randomSeed(), freshSeed: false })}
        />
      </div>
    </div>
  );
}

function SizeField(): React.JSX.Element {
  const { stores } = useServices();
  const model = useStore(stores.models, activeModel);
  const { width, height } = useStore(stores.form);
  const set = stores.form.setState;
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const { sides } = sizesFor(model, elsewhere);
  const options = sides.map((side) => ({ value: `${side}x${side}`, label: `${side} × ${side} px` }));
  const value = `${width}x${height}`;
  return (
    <SelectField
      label="Size"
      options={options}
      value={value}
      onChange={(chosen) => {
        const side = Number(chosen.split('x', 1)[0]);
        set({ width: side, height: side });
      }}
    />
  );
}
