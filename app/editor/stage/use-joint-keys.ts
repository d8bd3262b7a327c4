import { type RefObject, useRef } from 'react';
import { keypointRef, type KeypointRef, type PartName } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import type { JointPicking } from './joint-picking.ts';

interface JointKeys {
  onKeyDown(event: React.KeyboardEvent): void;
  onKeyUp(event: React.KeyboardEvent): void;
  onPointerDownCapture(): void;
}

/**
 * Keys of the joints: Page Up and Page Down reach all points that are shown, of hands and faces as well, and with Shift
 * take them along in the selection. Enter and Space select a joint, with Shift beside others; Enter goes near to its hand
 * or face as well.
 */
export function useJointKeys(overlay: RefObject<SVGSVGElement | null>, picking: JointPicking): JointKeys {
  const { actions } = useServices();
  /** Where Space went down. If a pointer moves the view meanwhile, it is not meant for the joint. */
  const spaced = useRef<Element>(null);

  function go(from: Element | null, by: number, also: boolean): void {
    const handles = [...(overlay.current?.querySelectorAll<SVGGElement>('[data-handle]') ?? [])];
    const at = from ? handles.indexOf(from as SVGGElement) : -1;
    const start = at < 0 && by < 0 ? 0 : at;
    const next = handles[(start + by + handles.length) % handles.length];
    const ref = next && refOf(next);
    if (!next || !ref) return;
    if (also) picking.goAlso(ref);
    else picking.go(ref);
    next.focus({ preventScroll: true });
  }

  function press(handle: Element, { key, shiftKey }: React.KeyboardEvent): void {
    const ref = refOf(handle);
    if (!ref) return;
    if (shiftKey) picking.pickAlso(ref);
    else picking.pick(ref);
    if (key === 'Enter' && !shiftKey) actions.view.zoomToDetail(ref);
  }

  return {
    onKeyDown(event) {
      const { key, shiftKey } = event;
      const handle = handleOf(event);
      if (key === 'PageDown' || key === 'PageUp') {
        event.preventDefault();
        go(handle, key === 'PageDown' ? 1 : -1, shiftKey);
      } else if (key === 'Enter' && handle && isPlain(event)) {
        event.preventDefault();
        press(handle, event);
      } else if (key === ' ' && !event.repeat) spaced.current = isPlain(event) ? handle : null;
    },
    onKeyUp(event) {
      if (event.key !== ' ') return;
      const handle = handleOf(event);
      if (handle && handle === spaced.current) press(handle, event);
      spaced.current = null;
    },
    onPointerDownCapture() {
      spaced.current = null;
    },
  };
}

/** With other keys than Shift it is a shortcut of the page. */
function isPlain({ ctrlKey, metaKey, altKey }: React.KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

function handleOf({ target }: React.KeyboardEvent): Element | null {
  return target instanceof Element ? target.closest('[data-handle]') : null;
}

/** Reads back what `handleKey` wrote. */
function refOf(handle: Element): KeypointRef | undefined {
  const [person, part, joint] = handle.getAttribute('data-handle')?.split('.') ?? [];
  if (person === undefined || part === undefined || joint === undefined) return undefined;
  return keypointRef(Number(person), part as PartName, Number(joint));
}
