import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';

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

function follow(tell: () => void): () => void {
  const events = ['online', 'offline'] as const;
  for (const event of events) window.addEventListener(event, tell);
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
}
