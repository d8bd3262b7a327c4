import { wordChanges } from '../../../core/prompt/index.ts';

interface ChangedTextProps {
  readonly before: string;
  readonly after: string;
}

/** A text with what is new and what is gone marked in it. */
export function ChangedText({ before, after }: ChangedTextProps): React.JSX.Element {
  return (
    <p className="words-changed" aria-live="polite">
      {wordChanges(before, after).map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        return kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>;
      })}
    </p>
  );
}
