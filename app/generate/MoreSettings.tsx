import { useState } from 'react';
import { lazyPart } from '../ui/lazy-part.tsx';
import { say } from '../words/say.ts';
import type { FineSettingsProps } from './FineSettings.tsx';

/** The settings themselves. */
export const fineSettingsPart = lazyPart<FineSettingsProps>(
  async () => (await import('./FineSettings.tsx')).FineSettings,
);

/** What few pictures need, closed until somebody asks for it. */
export function MoreSettings({ marks }: FineSettingsProps): React.JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details className="fine" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say`More settings`}</summary>
      {open && <fineSettingsPart.Part marks={marks} />}
    </details>
  );
}
