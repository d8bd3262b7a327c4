/*
 * Parts of the page whose code is not in its first download: dialogs and menus, and what stands inside the large ones. They
 * are fetched once the page is up, so that they are there without a network later, or when they are opened before that.
 */
import { type ComponentType, startTransition, useCallback, useEffect, useState } from 'react';
import { say } from '../words/say.ts';
import { Button } from './Button.tsx';

/** A part with the way to have its code early. */
export interface LazyPart<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches the code. A failure is no matter yet: opening the part tries again, and tells. */
  readonly fetchEarly: () => Promise<void>;
}

/** What stands in the place of a part until its code is there. */
export interface WaitingProps<Props> {
  /** Of the part. */
  readonly props: Props;
  /** Could its code not be fetched? */
  readonly failed: boolean;
  /** Shows that it is on its way, or that it did not come and the way to try again. */
  readonly notice: React.JSX.Element;
}

/**
 * Makes a part of a dynamic import.
 *
 * @param Waiting - takes its place meanwhile; the notice alone unless given
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType<WaitingProps<Props>> = NoticeAlone,
): LazyPart<Props> {
  let fetched: ComponentType<Props> | undefined;

  async function get(): Promise<ComponentType<Props>> {
    fetched ??= await load();
    return fetched;
  }

  function Part(props: Props): React.JSX.Element {
    const [Content, setContent] = useState(() => fetched);
    const [failed, setFailed] = useState(false);
    const bring = useCallback(() => {
      get().then(
        // As a transition it leaves the browser room between its parts.
        (content) => startTransition(() => setContent(() => content)),
        () => setFailed(true),
      );
    }, []);
    useEffect(() => {
      if (!fetched) bring();
    }, [bring]);
    function again(): void {
      setFailed(false);
      bring();
    }
    if (Content) return <Content {...props} />;
    const notice = failed ? (
      <NotFetched onRetry={again} />
    ) : (
      <p className="hint part-wait">{say`One moment …`}</p>
    );
    return <Waiting {...{ props, failed, notice }} />;
  }

  return { Part, fetchEarly: () => get().then(noop, noop) };
}

function NoticeAlone({ notice }: WaitingProps<object>): React.JSX.Element {
  return notice;
}

/** Stands in the place of a part that shows nothing of its own. */
export function FailureAlone({ failed, notice }: WaitingProps<object>): React.JSX.Element | null {
  return failed ? notice : null;
}

function NotFetched({ onRetry }: { readonly onRetry: () => void }): React.JSX.Element {
  return (
    <div className="notice" role="alert">
      <p>{say`This part of the page could not be fetched. Check the connection.`}</p>
      <Button onClick={onRetry}>{say`Try again`}</Button>
    </div>
  );
}

function noop(): void {
  // Nothing is to be done.
}
