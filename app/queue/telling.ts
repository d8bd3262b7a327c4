/*
 * Tells of a round where people look while they do something else: in the tab's title, and in a notification of the system
 * where they asked for one.
 */
import { counted } from '../../core/words/index.ts';
import type { QueueStore } from '../state/queue.ts';
import { say } from '../words/say.ts';
import type { Round, RoundListener } from './rounds.ts';

/** Where it is told. */
export interface TellingHost {
  title: string;
  readonly hidden: () => boolean;
  /** Calls back when the person comes back to the page. */
  readonly onShown: (listener: () => void) => void;
  readonly notify: (title: string, body: string) => void;
}

/** Tells of the rounds of a queue. */
export function tellRounds(
  queue: QueueStore,
  follow: (listener: RoundListener) => void,
  host: TellingHost = pageHost(),
): void {
  const name = host.title;
  host.onShown(() => {
    // Whoever looks has seen that it is done.
    if (host.title === doneTitle(name)) host.title = name;
  });
  let before: Parameters<RoundListener>[1] | undefined;
  follow((round, at) => {
    host.title = titleOf(name, round, at, host.hidden());
    const ended = at !== 'running' && before === 'running';
    before = at;
    const { notify, runs, why } = queue.getState();
    // The tab that draws tells it for all of them; a pause of the person is no news.
    if (!ended || !notify || runs !== 'here' || !host.hidden()) return;
    if (at === 'over') host.notify(say`The queue is done`, overWords(round));
    else if (why !== '') host.notify(say`The queue is paused`, why);
  });
}

function titleOf(
  name: string,
  { over, total }: Round,
  at: Parameters<RoundListener>[1],
  hidden: boolean,
): string {
  if (at === 'running') return `(${over}/${total}) ${name}`;
  return at === 'over' && hidden ? doneTitle(name) : name;
}

function doneTitle(name: string): string {
  return `✓ ${name}`;
}

function overWords({ total, failed }: Round): string {
  if (failed > 0)
    return say`${total - failed} of ${total} entries are drawn. Look at the others in the queue.`;
  return say`${counted(total, { one: 'The picture is drawn.', other: 'All # entries are drawn.' })}`;
}

function pageHost(): TellingHost {
  return {
    get title() {
      return document.title;
    },
    set title(title) {
      document.title = title;
    },
    hidden: () => document.hidden,
    onShown: (listener) =>
      document.addEventListener('visibilitychange', () => {
        if (!document.hidden) listener();
      }),
    notify: (title, body) => void notify(title, body),
  };
}

async function notify(title: string, body: string): Promise<void> {
  const options = { body, icon: './icons/any-192.png', tag: 'armature.queue' };
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Browsers on phones take them from the service worker alone, which brings the page forward as well.
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.showNotification(title, options);
  }
}

/** May notifications be shown? The person can take that back in the browser at any time. */
export function mayNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/**
 * Asks the person for notifications; to be called from a press.
 *
 * @returns whether they may be shown
 */
export async function askToNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}
