import { type ReactNode, type Ref, useId, useState } from 'react';
import { type Words } from '../../core/words/index.ts';
import { say } from '../words/say.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What a field says of the value that is set. */
interface Marked {
  readonly disabled?: boolean;
  /** Below the field; empty for nothing. */
  readonly note?: string;
  /** Is the note about something that has to be changed? */
  readonly invalid?: boolean;
}

interface NumberProps {
  readonly label: string;
  readonly range: Range;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

interface SliderFieldProps extends NumberProps, Marked {}

/** A number by slider or by typing. */
export function SliderField({
  label,
  range,
  value,
  disabled = false,
  note = '',
  invalid = false,
  onChange,
}: SliderFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <NumberInput
          label={say`${label}, exact value`}
          range={range}
          value={value}
          disabled={disabled}
          onChange={onChange}
        />
      </div>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        disabled={disabled}
        aria-invalid={invalid}
        aria-describedby={note === '' ? undefined : `${id}-note`}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <FieldNote id={`${id}-note`} note={note} invalid={invalid} />
    </div>
  );
}

interface FieldNoteProps {
  readonly id: string;
  readonly note: string;
  readonly invalid: boolean;
}

function FieldNote({ id, note, invalid }: FieldNoteProps): React.JSX.Element | null {
  if (note === '') return null;
  return (
    <p id={id} className={invalid ? 'field-error' : 'hint'}>
      {note}
    </p>
  );
}

interface NumberInputProps extends NumberProps {
  readonly className?: string;
  readonly disabled?: boolean;
}

/** A number by typing: what is out of range stays visible while typing, and is put right on leaving. */
export function NumberInput(props: NumberInputProps): React.JSX.Element {
  const { label, range, value, onChange, className = 'slider-value', disabled = false } = props;
  const [draft, setDraft] = useState<string>();
  function take(text: string): void {
    setDraft(text);
    const number = Number(text);
    if (text.trim() !== '' && number >= range.min && number <= range.max) onChange(number);
  }
  return (
    <input
      type="number"
      aria-label={label}
      className={className}
      disabled={disabled}
      {...range}
      value={draft ?? value}
      aria-invalid={draft !== undefined && Number(draft) !== value}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => setDraft(undefined)}
    />
  );
}

/** A number with its label above. */
export function NumberField(props: NumberProps): React.JSX.Element {
  return (
    <div className="field">
      <span className="field-label" aria-hidden>
        {props.label}
      </span>
      <NumberInput {...props} className="" />
    </div>
  );
}

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: Words | string;
  /** Heading that it stands under. */
  readonly group?: string;
}

interface SelectFieldProps<Value extends string> extends Marked {
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** One of a few. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): React.JSX.Element {
  const { ref, label, options, value, disabled = false, note = '', invalid = false, onChange } = props;
  const id = useId();
  const groups = new Set(options.map(({ group }) => group));
  function choose(chosen: string): void {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        ref={ref}
        id={id}
        value={value}
        disabled={disabled}
        aria-invalid={invalid}
        aria-describedby={note === '' ? undefined : `${id}-note`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {[...groups].map((group = '') => (
          <OptionGroup key={group} label={group} options={options} />
        ))}
      </select>
      <FieldNote id={`${id}-note`} note={note} invalid={invalid} />
    </div>
  );
}

interface OptionGroupProps {
  /** Empty for options without a heading. */
  readonly label: string;
  readonly options: readonly SelectOption<string>[];
}

function OptionGroup({ label, options }: OptionGroupProps): React.JSX.Element {
  const listed = options
    .filter(({ group = '' }) => group === label)
    .map((option) => (
      <option key={option.value} value={option.value}>
        {say(option.label)}
      </option>
    ));
  return label === '' ? <>{listed}</> : <optgroup label={label}>{listed}</optgroup>;
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit?: () => void;
  readonly onFocus?: () => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
  /** Beside the label. */
  readonly aside?: ReactNode;
}

/** Text of several lines. */
export function TextField({
  label,
  value,
  rows,
  maxLength,
  onChange,
  onSubmit,
  onFocus,
  ref,
  aside,
}: TextFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      <textarea
        ref={ref}
        id={id}
        onFocus={onFocus}
        rows={rows}
        value={value}
        maxLength={maxLength}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit?.();
        }}
      />
    </div>
  );
}
