import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';
import { gridStep } from './grid-step.ts';
import type { PoseItem } from './items.ts';
import { OwnPoseMenu } from './OwnPoseMenu.tsx';
import { PoseThumbnail } from './PoseThumbnail.tsx';

interface PoseGridProps {
  readonly items: readonly PoseItem[];
  readonly onChoose: (item: PoseItem) => void;
  /** What stands there when nothing is to be shown. */
  readonly children: ReactNode;
}

/** Poses side by side: one stop for the tab key, arrows in between. */
export function PoseGrid({ items, onChoose, children }: PoseGridProps): React.JSX.Element {
  const { stores } = useServices();
  const mirrored = useStore(stores.poses, (state) => state.mirrored);
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState('');
  const stopAt = items.some(({ key }) => key === stop) ? stop : items[0]?.key;

  function step(event: KeyboardEvent): void {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('.pose-choice') ?? [])];
    const from = cards.indexOf(event.target as HTMLElement);
    if (from < 0) return;
    const top = cards[0]?.getBoundingClientRect().top;
    const columns = cards.findIndex((card) => card.getBoundingClientRect().top !== top);
    const to = gridStep(event.key, {
      from,
      columns: columns < 0 ? cards.length : columns,
      count: cards.length,
    });
    if (to === undefined) return;
    event.preventDefault();
    cards[to]?.focus();
  }

  if (items.length === 0) return <div className="poses-none">{children}</div>;
  return (
    <ul ref={list} className="pose-grid" aria-label={say`Poses`} onKeyDown={step}>
      {items.map((item) => (
        <li key={item.key} className="pose-card">
          <button
            type="button"
            className="pose-choice"
            tabIndex={item.key === stopAt ? 0 : -1}
            onFocus={() => setStop(item.key)}
            onClick={() => onChoose(item)}
          >
            <PoseThumbnail cacheKey={item.key} pose={item.thumbnail} mirrored={mirrored} />
            <span className="pose-label">{say(item.label)}</span>
          </button>
          {item.own && <OwnPoseMenu pose={item.own} />}
        </li>
      ))}
    </ul>
  );
}
