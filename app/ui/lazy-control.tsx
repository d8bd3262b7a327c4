/*
 * Buttons whose menu or popover is not in the first download. Until its code is there, a likeness stands in the place of the
 * button.
 */
import { type ComponentType, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { say } from '../words/say.ts';

/** Props of a control beside its own. */
export interface OpeningProps {
  /** Was it pressed before it was there? */
  readonly defaultOpen: boolean;
}

/** What the likeness of a control gets. */
export interface LikenessProps {
  readonly onClick: () => void;
}

/** By then the click of a pointer that was released has come, if there is one. */
const CLICK_MS = 300;

/** A control with the way to have its code early. */
export interface LazyControl {
  readonly Control: ComponentType;
  readonly fetchEarly: () => Promise<void>;
}

/**
 * Makes a control of a dynamic import.
 *
 * @param Likeness - looks the same as the control's button, and is all that can be seen at first
 */
export function lazyControl(
  load: () => Promise<ComponentType<OpeningProps>>,
  Likeness: ComponentType<LikenessProps>,
): LazyControl {
  let fetched: ComponentType<OpeningProps> | undefined;
  const waiting = new Set<() => void>();

  async function bring(): Promise<void> {
    fetched ??= await load();
    for (const tell of [...waiting]) tell();
  }

  function Control(): React.JSX.Element {
    const [Content, setContent] = useState(() => fetched);
    const [isPressed, setPressed] = useState(false);
    const [hasFailed, setFailed] = useState(false);
    const place = useRef<HTMLSpanElement>(null);
    const hadFocus = useRef(false);
    /** A button that goes between the press and the release of a pointer gets no click. */
    const isHeld = useRef(false);
    const take = useCallback((): void => {
      if (isHeld.current || !fetched) return;
      hadFocus.current = place.current?.contains(document.activeElement) ?? false;
      setContent(() => fetched);
    }, []);
    useEffect(() => {
      if (Content) return undefined;
      waiting.add(take);
      // It may have come before this could be told.
      take();
      return () => void waiting.delete(take);
    }, [Content, take]);
    useLayoutEffect(() => {
      if (Content && hadFocus.current) place.current?.querySelector('button')?.focus();
    }, [Content]);
    function release(): void {
      if (!isHeld.current) return;
      setTimeout(() => {
        isHeld.current = false;
        take();
      }, CLICK_MS);
    }
    function press(): void {
      isHeld.current = false;
      setPressed(true);
      setFailed(false);
      bring().catch(() => setFailed(true));
    }
    return (
      <span
        ref={place}
        className="control-place"
        onPointerDown={() => (isHeld.current = !Content)}
        onPointerUp={release}
        onPointerCancel={release}
        onPointerLeave={release}
      >
        {Content ? <Content defaultOpen={isPressed} /> : <Likeness onClick={press} />}
        {hasFailed && !Content && (
          <span className="field-error" role="alert">
            {say`This could not be fetched. Check the connection and press again.`}
          </span>
        )}
      </span>
    );
  }

  return {
    Control,
    fetchEarly: () =>
      bring().catch(() => {
        // A press tries again, and tells.
      }),
  };
}
