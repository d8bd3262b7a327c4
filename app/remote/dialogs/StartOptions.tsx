import { Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { say } from '../../words/say.ts';

/** How a server of the person has to be started, so that this page may ask it. */
export function StartOptions({
  optionsFor,
}: {
  readonly optionsFor: (origin: string) => string;
}): React.JSX.Element {
  const options = optionsFor(location.origin);
  const [outcome, setOutcome] = useState('');
  return (
    <div className="start-options">
      <p className="field-label">{say`Start it with`}</p>
      <div className="start-options-line">
        <code>{options}</code>
        <IconButton
          label={say`Copy the start options`}
          icon={<Copy size={16} />}
          onClick={() => void copyText(options, say`Copied.`).then(setOutcome)}
        />
      </div>
      <p className="hint" role="status">
        {outcome === '' ? say`They allow this page, and no other, to ask your server.` : outcome}
      </p>
    </div>
  );
}
