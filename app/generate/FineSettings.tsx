import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { REQUEST_LIMITS } from '../../core/request/index.ts';
import { words } from '../../core/words/index.ts';
import type { FieldMarks } from '../remote/panel/field-marks.ts';
import { useServices } from '../services.ts';
import { previewDecoderOf } from '../state/models.ts';
import { SelectField, SliderField } from '../ui/fields.tsx';
import { figureName } from '../words/names.ts';
import { said, say } from '../words/say.ts';
import { CONTROL_MODE_OPTIONS, NOISE_OPTIONS } from './fine-options.ts';

/** What the fields are told by. */
export interface FineSettingsProps {
  readonly marks: FieldMarks;
}

/** What few pictures need. */
export function FineSettings({ marks }: FineSettingsProps): React.JSX.Element {
  const { stores } = useServices();
  const form = useStore(stores.form);
  const set = stores.form.setState;
  return (
    <div className="fine-fields">
      {marks.disabledNote !== '' && <p className="hint">{marks.disabledNote}</p>}
      <PeopleField />
      <SelectField
        label={say`Pose or prompt`}
        {...marks.field('controlMode')}
        options={CONTROL_MODE_OPTIONS}
        value={form.controlMode}
        onChange={(controlMode) => set({ controlMode })}
      />
      <SliderField
        label={say`Pose starts`}
        {...marks.field('controlStart')}
        range={REQUEST_LIMITS.span}
        value={form.controlStart}
        onChange={(controlStart) =>
          set({ controlStart, controlEnd: Math.max(controlStart, form.controlEnd) })
        }
      />
      <SliderField
        label={say`Pose ends`}
        {...marks.field('controlEnd')}
        range={REQUEST_LIMITS.span}
        value={form.controlEnd}
        onChange={(controlEnd) => set({ controlEnd, controlStart: Math.min(controlEnd, form.controlStart) })}
      />
      <SliderField
        label={say`Guidance ends`}
        {...marks.field('guidanceEnd')}
        range={REQUEST_LIMITS.span}
        value={form.guidanceEnd}
        onChange={(guidanceEnd) => set({ guidanceEnd })}
      />
      <SliderField
        label={say`Clip skip`}
        {...marks.field('clipSkip')}
        range={REQUEST_LIMITS.clipSkip}
        value={form.clipSkip}
        onChange={(clipSkip) => set({ clipSkip: Math.round(clipSkip) })}
      />
      <SelectField
        label={say`Seed as in`}
        {...marks.field('noise')}
        options={NOISE_OPTIONS}
        value={form.noise}
        onChange={(noise) => set({ noise })}
      />
      <PreviewField />
      <DecoderField />
      <p className="hint">{say`Starts and ends are shares of the steps, 0 to 1.`}</p>
      <p className="hint">
        {said`In prompts, ${(<code>(word:1.3)</code>)} counts more, ${(<code>[word]</code>)} less, and ${(<code>BREAK</code>)} begins a new chunk.`}
      </p>
    </div>
  );
}

/** Whose pose counts, where there are several. */
function PeopleField(): React.JSX.Element | null {
  const { stores } = useServices();
  const names = useStore(
    stores.figure,
    useShallow(({ pose }) => pose.people.map(figureName)),
  );
  const leftOut = useStore(stores.form, (form) => form.leftOut);
  if (names.length < 2) return null;
  const others = (index: number): number[] => leftOut.filter((other) => other !== index);
  return (
    <fieldset className="people">
      <legend className="field-label">{say`Pose of`}</legend>
      {names.map((name, index) => (
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
          {name}
        </label>
      ))}
    </fieldset>
  );
}

const DECODER_OPTIONS = [
  { value: 'full', label: words`The model's own: sharper` },
  { value: 'fast', label: words`The small one: faster` },
] as const;

/** Shown where a decoder for previews is stored. */
function DecoderField(): React.JSX.Element | null {
  const { stores } = useServices();
  const decoder = useStore(stores.settings, (settings) => settings.decoder);
  const small = useStore(stores.models, previewDecoderOf);
  if (small === undefined) return null;
  return (
    <SelectField
      label={say`Decoder`}
      options={DECODER_OPTIONS}
      value={decoder}
      onChange={(value) => stores.settings.setState({ decoder: value === 'fast' ? 'fast' : 'full' })}
    />
  );
}

const PREVIEW_OPTIONS = [
  { value: '1', label: words`At every step` },
  { value: '4', label: words`At every fourth step` },
  { value: '0', label: words`None` },
] as const;

function PreviewField(): React.JSX.Element {
  const { stores } = useServices();
  const every = useStore(stores.settings, ({ previewEvery }) => previewEvery);
  return (
    <SelectField
      label={say`Previews`}
      options={PREVIEW_OPTIONS}
      value={PREVIEW_OPTIONS.find(({ value }) => Number(value) === every)?.value ?? '1'}
      onChange={(value) => stores.settings.setState({ previewEvery: Number(value) })}
    />
  );
}
