import './shell.css';
import { useStore } from 'zustand';
import { assertNever } from '../../core/result/index.ts';
import { useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import type { ShellNotice } from '../state/shell.ts';
import { Button } from '../ui/Button.tsx';

/** One line on the page as a program, with a button; the page's own words where there is nothing to say. */
export function ShellLine({ idle }: { readonly idle: string }): React.JSX.Element {
  const { stores, actions } = useServices();
  const notice = useStore(stores.shell, (shell) => shell.notice);
  const busy = useStore(stores.job, isBusy);
  const unsaved = useStore(stores.job, ({ picture }) => picture !== undefined);
  const quiet = notice === 'none';
  return (
    <div className="tagline" data-quiet={quiet} role="status">
      {quiet ? (
        idle
      ) : (
        <>
          <span>
            {words(notice)} {!busy && unsaved && notice !== 'restarting' && 'Save your pictures first.'}
          </span>
          {notice !== 'restarting' && (
            <Button disabled={busy} onClick={() => void actions.shell.restart()}>
              {busy ? 'After this picture' : button(notice)}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function words(notice: Exclude<ShellNotice, 'none'>): string {
  switch (notice) {
    case 'new-version':
      return 'A new version is ready.';
    case 'other-tabs':
      return 'Close the other tabs of Armature first, which are in the old version.';
    case 'restarting':
      return 'Starting the new version…';
    case 'replaced':
      return 'A new version runs in another tab. Reload this one to join it.';
    case 'threads':
      return 'Reload once to draw faster, on all processors.';
    default:
      return assertNever(notice);
  }
}

function button(notice: ShellNotice): string {
  if (notice === 'other-tabs') return 'Try again';
  return notice === 'new-version' ? 'Update' : 'Reload';
}
