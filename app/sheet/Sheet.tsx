import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { say } from '../words/say.ts';
import { NEXT_RISE, type Rise } from './rise.ts';
import './sheet.css';

/** What follows a finger is fetched after the first view. */
export const fetchSheetDrag = () => import('./drag.ts');

/** Words and settings: a column, and on upright phones a sheet at the bottom, over the pose and the picture. */
export function Sheet({ children }: { readonly children: ReactNode }): React.JSX.Element {
  const { stores } = useServices();
  const [rise, setRise] = useState<Rise>('peek');
  const sheet = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      stores.job.subscribe((now, before) => {
        // The picture is behind it.
        if (isBusy(now) && !isBusy(before)) setRise('peek');
      }),
    [stores],
  );
  function focus({ target }: FocusEvent): void {
    // At the bottom of the screen the keyboard would cover what is typed.
    if (rise === 'peek' && target instanceof HTMLTextAreaElement) setRise('half');
  }
  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || rise === 'peek' || !handle.current?.checkVisibility()) return;
    setRise('peek');
    handle.current.focus();
  }
  function press({ nativeEvent, currentTarget }: PointerEvent): void {
    currentTarget.setPointerCapture(nativeEvent.pointerId);
    const parts = { sheet: sheet.current, handle: handle.current };
    void fetchSheetDrag().then(
      ({ followFinger }) => followFinger(parts, nativeEvent, setRise),
      // It is a button all the same.
      () => undefined,
    );
  }
  return (
    <div ref={sheet} className="controls rising-sheet" data-rise={rise} onFocus={focus} onKeyDown={key}>
      <button
        ref={handle}
        type="button"
        className="sheet-handle"
        aria-expanded={rise !== 'peek'}
        aria-label={say`Words and settings`}
        onClick={() => setRise(NEXT_RISE[rise])}
        onPointerDown={press}
      />
      {children}
    </div>
  );
}
