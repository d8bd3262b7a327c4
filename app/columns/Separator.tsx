import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

/** What a separator divides. */
interface SeparatorProps {
  readonly label: string;
  readonly className: string;
  /** Of the column that it sets, and the values between which that can be. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The value that a double click brings back. */
  readonly first: number;
  /** By how much a key changes the value. */
  readonly step: number;
  /** How much the value grows where the separator goes to the right by a px; negative for columns at its right. */
  readonly perPx: number;
  readonly text: string;
  readonly onChange: (value: number) => void;
}

interface Grip {
  readonly pointer: number;
  readonly x: number;
  readonly value: number;
}

/** A line between two columns, moved by dragging and by keys (the window splitter of the ARIA Authoring Practices). */
export function Separator(props: SeparatorProps): React.JSX.Element {
  const { label, className, value, min, max, first, step, perPx, text, onChange } = props;
  const grip = useRef<Grip>(undefined);
  const [isHeld, setHeld] = useState(false);
  const set = (wanted: number): void => onChange(Math.min(Math.max(wanted, min), max));
  function press(event: PointerEvent): void {
    if (event.button !== 0 || grip.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { pointer: event.pointerId, x: event.clientX, value };
    setHeld(true);
  }
  function move({ pointerId, clientX }: PointerEvent): void {
    const held = grip.current;
    if (held?.pointer === pointerId) set(held.value + (clientX - held.x) * perPx);
  }
  function release({ pointerId }: PointerEvent): void {
    if (grip.current?.pointer !== pointerId) return;
    grip.current = undefined;
    setHeld(false);
  }
  function key(event: KeyboardEvent): void {
    const to = valueOfKey(event.key, { value, min, max, step: step * Math.sign(perPx) });
    if (to === undefined) return;
    event.preventDefault();
    // The arrows are the editor's too.
    event.stopPropagation();
    set(to);
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      tabIndex={0}
      className={`separator ${className}`}
      data-held={isHeld}
      aria-label={label}
      aria-valuenow={Math.round(Math.min(Math.max(value, min), max))}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuetext={text}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onLostPointerCapture={release}
      onDoubleClick={() => onChange(first)}
      onKeyDown={key}
    />
  );
}

interface Place {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Of the arrow to the right. */
  readonly step: number;
}

function valueOfKey(key: string, { value, min, max, step }: Place): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return value - step;
    case 'ArrowRight':
      return value + step;
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return undefined;
  }
}
