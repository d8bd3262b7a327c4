/*
 * Buttons whose menu or popover is not in the first download. Until its code is there, a likeness stands in the place of the
 * button.
 */
import { type ComponentType, useEffect, useLayoutEffect, useRef, useState } from 'react';
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
    useEffect(() => {
      if (Content) return undefined;
      const take = (): void => {
        hadFocus.current = place.current?.contains(document.activeElement) ?? false;
        setContent(() => fetched);
      };
      waiting.add(take);
      return () => void waiting.delete(take);
    }, [Content]);
    useLayoutEffect(() => {
      if (Content && hadFocus.current) place.current?.querySelector('button')?.focus();
    }, [Content]);
    function press(): void {
      setPressed(true);
      setFailed(false);
      bring().catch(() => setFailed(true));
    }
    return (
      <span ref={place} className="control-place">
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
