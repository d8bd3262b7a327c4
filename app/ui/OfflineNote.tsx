import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { say } from '../words/say.ts';

/** One line where something would need the network, shown while the browser knows that there is none. */
export function OfflineNote({ children }: { readonly children: string }): React.JSX.Element {
  const online = useSyncExternalStore(follow, () => navigator.onLine);
  return (
    <div role="status" className="offline-place">
      {!online && (
        <p className="offline">
          <WifiOff size={18} aria-hidden />
          {children}
        </p>
      )}
    </div>
  );
}

/** The same where one thing is offered that would have to be downloaded first. */
export function NoDownloadNote(): React.JSX.Element {
  return <OfflineNote>{say`There is no network. It can be downloaded once there is one again.`}</OfflineNote>;
}

function follow(tell: () => void): () => void {
  const events = ['online', 'offline'] as const;
  for (const event of events) window.addEventListener(event, tell);
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
}
