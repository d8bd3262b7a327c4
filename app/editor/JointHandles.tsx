import { Fragment, useRef } from 'react';
import { BODY_KEYPOINT_NAMES, type Point, type Pose } from '../../core/pose/index.ts';
import type { JointRef } from '../state/figure.ts';

interface JointHandlesProps {
  readonly pose: Pose;
  readonly selected: { readonly person: number; readonly joint: number | undefined };
  readonly onSelect: (ref: JointRef) => void;
  readonly onKeyDown: (event: React.KeyboardEvent, ref: JointRef) => void;
}

interface Handle extends JointRef {
  readonly at: Point;
}

/** A handle over each joint that is there. One of them is in the tab order; Page Up and Page Down move on. */
export function JointHandles({ pose, selected, onSelect, onKeyDown }: JointHandlesProps): React.JSX.Element {
  const elements = useRef(new Map<string, SVGGElement>());
  const handles = handlesOf(pose);
  const current = handles.find((handle) => isSelected(handle, selected)) ?? handles[0];

  function go(from: Handle, by: number): void {
    const next = handles[(handles.indexOf(from) + by + handles.length) % handles.length];
    if (!next) return;
    onSelect(next);
    elements.current.get(keyOf(next))?.focus();
  }

  function keyDown(event: React.KeyboardEvent, handle: Handle): void {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      go(handle, event.key === 'PageDown' ? 1 : -1);
    } else onKeyDown(event, handle);
  }

  return (
    <>
      {handles.map((handle) => (
        <Fragment key={keyOf(handle)}>
          <g
            ref={(element) => {
              if (element) elements.current.set(keyOf(handle), element);
              else elements.current.delete(keyOf(handle));
            }}
            className="handle"
            role="button"
            tabIndex={handle === current ? 0 : -1}
            aria-label={labelOf(handle)}
            aria-pressed={isSelected(handle, selected)}
            data-of-selected={handle.person === selected.person}
            onFocus={() => onSelect(handle)}
            onKeyDown={(event) => keyDown(event, handle)}
          >
            <circle className="handle-reach" cx={handle.at.x} cy={handle.at.y} r={14} />
            <circle className="handle-ring" cx={handle.at.x} cy={handle.at.y} r={7} />
          </g>
        </Fragment>
      ))}
    </>
  );
}

function handlesOf(pose: Pose): Handle[] {
  return pose.people.flatMap(({ body }, person) =>
    body.flatMap((at, joint) => (at === null ? [] : [{ person, joint, at }])),
  );
}

function isSelected(handle: JointRef, selected: JointHandlesProps['selected']): boolean {
  return handle.person === selected.person && handle.joint === selected.joint;
}

function keyOf({ person, joint }: JointRef): string {
  return `${person}.${joint}`;
}

function labelOf({ person, joint, at }: Handle): string {
  const name = BODY_KEYPOINT_NAMES[joint] ?? 'joint';
  return `Person ${person + 1}, ${name}, at ${Math.round(at.x)}, ${Math.round(at.y)}`;
}
