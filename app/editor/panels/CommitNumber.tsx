import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';

interface CommitNumberProps {
  readonly label: string;
  /** Shown in the place of the label where room is short. */
  readonly shortLabel?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly disabled?: boolean;
  readonly onCommit: (value: number) => void;
}

/**
 * A number that takes effect when it is finished: with Enter, on leaving, or by a step. Typing "120" is one change, not
 * three. What is no number, or out of range, is brought back to what holds.
 */
export function CommitNumber(props: CommitNumberProps): React.JSX.Element {
  const { label, shortLabel = label, value, min, max, step = 1, disabled = false } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string>();

  const commit = useEffectEvent((text: string) => {
    setDraft(undefined);
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) return;
    const allowed = Math.min(max, Math.max(min, number));
    if (allowed !== value) props.onCommit(allowed);
  });
  useEffect(() => {
    // React's onChange is the input event; the browser's change event is what ends an edit.
    const input = field.current;
    const hear = (): void => commit(input?.value ?? '');
    input?.addEventListener('change', hear);
    return () => input?.removeEventListener('change', hear);
  }, []);

  return (
    <div className="field">
      <label htmlFor={id} title={label}>
        {shortLabel}
      </label>
      <input
        ref={field}
        id={id}
        type="number"
        {...{ min, max, step, disabled }}
        aria-label={label}
        value={draft ?? value}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => setDraft(undefined)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || draft === undefined) return;
          event.stopPropagation();
          setDraft(undefined);
        }}
      />
    </div>
  );
}
