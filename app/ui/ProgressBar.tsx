interface ProgressBarProps {
  readonly label: string;
  /** How far it is, in words. */
  readonly words: string;
  /** Undefined where nobody can tell. */
  readonly value: number | undefined;
  /** 100 unless given. */
  readonly max?: number;
  /** Does it rest? */
  readonly paused?: boolean;
}

/** How far something is. */
export function ProgressBar({
  label,
  words,
  value,
  max = 100,
  paused = false,
}: ProgressBarProps): React.JSX.Element {
  const range = { 'aria-valuenow': value, 'aria-valuemin': 0, 'aria-valuemax': max };
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuetext={words}
      {...(value === undefined ? {} : range)}
      data-paused={paused}
    >
      <div className="progress-bar" style={{ width: `${(100 * (value ?? 0)) / max}%` }} />
    </div>
  );
}
