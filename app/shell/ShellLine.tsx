import './shell.css';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { assertNever } from '../../core/result/index.ts';
import { losesPictures } from '../gallery/store.ts';
import { useServices } from '../services.ts';
import type { ShellNotice } from '../state/shell.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { say } from '../words/say.ts';
import { useAtWork } from './at-work.ts';

/** One line on the page as a program, with a button; the page's own words where there is nothing to say. */
export function ShellLine({ idle }: { readonly idle: string }): React.JSX.Element {
  const { stores, actions } = useServices();
  const notice = useStore(stores.shell, (shell) => shell.notice);
  const busy = useAtWork(stores);
  const waits = useStore(stores.gallery, losesPictures) && !busy;
  const unsaved = useStore(stores.job, ({ picture }) => picture !== undefined);
  const quiet = notice === 'none';
  return (
    <div className="tagline" data-quiet={quiet}>
      <span role="status">
        {quiet ? idle : words(notice)} {canRestart(notice) && !busy && hint({ waits, unsaved })}
      </span>
      {canRestart(notice) && (
        <>
          <Button disabled={busy || waits} onClick={() => void actions.shell.restart()}>
            {busy ? say`When this is done` : button(notice)}
          </Button>
          <IconButton
            label={say`Not now`}
            icon={<X size={18} />}
            onClick={() => stores.shell.setState({ notice: 'none' })}
          />
        </>
      )}
    </div>
  );
}

function hint({ waits, unsaved }: { readonly waits: boolean; readonly unsaved: boolean }): string {
  if (waits) return say`First save the pictures that are not kept.`;
  return unsaved ? say`Save your pictures first.` : '';
}

function canRestart(notice: ShellNotice): boolean {
  return notice !== 'none' && notice !== 'restarting';
}

function words(notice: Exclude<ShellNotice, 'none'>): string {
  switch (notice) {
    case 'new-version':
      return say`A new version is ready.`;
    case 'other-tabs':
      return say`Close the other tabs of Armature first.`;
    case 'restarting':
      return say`Starting the new version…`;
    case 'replaced':
      return say`A new version has started. Reload this page to join it.`;
    case 'threads':
      return say`Reload once to draw faster, on all processors.`;
    default:
      return assertNever(notice);
  }
}

function button(notice: ShellNotice): string {
  if (notice === 'other-tabs') return say`Try again`;
  return notice === 'new-version' ? say`Update` : say`Reload`;
}
