import { useRef, useState } from 'react';
import { say } from '../../words/say.ts';

interface RenameFieldProps {
  readonly name: string;
  readonly placeholder: string;
  /** Gets the new name, or nothing where the old one stays. */
  readonly onDone: (name?: string) => void;
}

/** A name that is changed in its place: Enter keeps it, and so does leaving; Escape does not. */
export function RenameField({ name, placeholder, onDone }: RenameFieldProps): React.JSX.Element {
  const [draft, setDraft] = useState(name);
  const done = useRef(false);
  /** Once: the focus that moves on afterwards is no second answer. */
  function finish(given?: string): void {
    if (done.current) return;
    done.current = true;
    onDone(given);
  }
  return (
    <input
      className="rename"
      type="text"
      aria-label={say`Name`}
      value={draft}
      placeholder={placeholder}
      maxLength={60}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => finish(draft)}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(draft);
        else if (event.key === 'Escape') finish();
      }}
    />
  );
}
