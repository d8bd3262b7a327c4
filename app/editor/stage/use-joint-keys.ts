import type { RefObject } from 'react';
import { keypointRef, type KeypointRef, type PartName } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { withKeypointToggled } from '../../state/selection.ts';

/**
 * Keys that go from joint to joint: Page Up and Page Down reach all points that are shown, of hands and faces as well, and
 * with Shift take them along in the selection. Enter goes near to the hand or face of a joint.
 */
export function useJointKeys(overlay: RefObject<SVGSVGElement | null>): (event: React.KeyboardEvent) => void {
  const { stores, actions } = useServices();

  function go(from: Element | null, by: number, extend: boolean): void {
    const handles = [...(overlay.current?.querySelectorAll<SVGGElement>('[data-handle]') ?? [])];
    const at = from ? handles.indexOf(from as SVGGElement) : -1;
    const start = at < 0 && by < 0 ? 0 : at;
    const next = handles[(start + by + handles.length) % handles.length];
    const ref = next && refOf(next);
    if (!next || !ref) return;
    const { selection } = stores.figure.getState();
    if (extend) actions.figure.select(withKeypointToggled(selection, ref));
    else actions.figure.selectKeypoints([ref]);
    next.focus({ preventScroll: true });
  }

  return (event) => {
    const handle = event.target instanceof Element ? event.target.closest('[data-handle]') : null;
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      go(handle, event.key === 'PageDown' ? 1 : -1, event.shiftKey);
    } else if (event.key === 'Enter' && handle && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const ref = refOf(handle);
      if (ref) actions.view.zoomToDetail(ref);
    }
  };
}

/** Reads back what `handleKey` wrote. */
function refOf(handle: Element): KeypointRef | undefined {
  const [person, part, joint] = handle.getAttribute('data-handle')?.split('.') ?? [];
  if (person === undefined || part === undefined || joint === undefined) return undefined;
  return keypointRef(Number(person), part as PartName, Number(joint));
}
