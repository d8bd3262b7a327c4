import { useId, useState } from 'react';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

interface SliderFieldProps {
  readonly label: string;
  readonly range: Range;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A number by slider or by typing. */
export function SliderField({ label, range, value, onChange }: SliderFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <NumberInput label={`${label}, exact value`} range={range} value={value} onChange={onChange} />
      </div>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

interface NumberInputProps extends SliderFieldProps {
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
export function NumberField(props: SliderFieldProps): React.JSX.Element {
  return (
    <div className="field">
      <span className="field-label" aria-hidden>
        {props.label}
      </span>
      <NumberInput {...props} className="" />
    </div>
  );
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): React.JSX.Element {
  const { label, options, value, onChange } = props;
  const id = useId();
  function choose(chosen: string): void {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit: () => void;
}

/** Text of several lines. */
export function TextField({
  label,
  value,
  rows,
  maxLength,
  onChange,
  onSubmit,
}: TextFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        maxLength={maxLength}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
        }}
      />
    </div>
  );
}
