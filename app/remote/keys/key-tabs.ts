/*
 * A key that is forgotten in one tab is forgotten in all. Only the name of the service goes from tab to tab.
 */
import type { KeyTabs } from '../desk.ts';

/** Connects the tabs of this page. */
export function createKeyTabs(): KeyTabs {
  const channel = new BroadcastChannel('armature.keys');
  return {
    tell: (service) => channel.postMessage({ service }),
    onTold(listener) {
      channel.addEventListener('message', ({ data }: MessageEvent<{ readonly service?: string }>) =>
        listener(data.service),
      );
    },
  };
}
