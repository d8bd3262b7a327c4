import { ArrowLeft, Columns2, SquareSplitHorizontal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { hasLostFocus } from '../../ui/lost-focus.ts';
import { say } from '../../words/say.ts';
import type { GalleryRecord } from '../record.ts';
import type { Comparison } from '../store.ts';
import { Differences } from './Differences.tsx';
import { useShown } from './use-shown.ts';
import { useWhole } from './use-whole.ts';
import { ZoomStage } from './ZoomStage.tsx';
import { FITTED } from './zoom-view.ts';

interface ComparePageProps {
  readonly compared: Comparison;
  readonly onBack: () => void;
}

/** Two pictures, one over the other with a line to move, or side by side; they are zoomed together. */
export function ComparePage({ compared: { ids, from }, onBack }: ComparePageProps): React.JSX.Element {
  const [beside, setBeside] = useState(false);
  const [a, b] = [useRecord(ids[0]), useRecord(ids[1])];
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed to come here has gone, and the focus with it.
    if (hasLostFocus(page.current)) page.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={page} className="picture-page compare">
      <div className="picture-head">
        <Button icon={<ArrowLeft size={16} />} onClick={onBack}>
          {from === undefined ? say`All pictures` : say`Back to the picture`}
        </Button>
        <Button
          className="toggle"
          icon={<SquareSplitHorizontal size={16} />}
          aria-pressed={!beside}
          onClick={() => setBeside(false)}
        >
          {say`Slider`}
        </Button>
        <Button
          className="toggle"
          icon={<Columns2 size={16} />}
          aria-pressed={beside}
          onClick={() => setBeside(true)}
        >
          {say`Side by side`}
        </Button>
      </div>
      {a && b ? (
        <Pair a={a} b={b} beside={beside} />
      ) : (
        <p role="alert">{say`One of the pictures is gone.`}</p>
      )}
      <div className="picture-side">{a && b && <Differences a={a} b={b} />}</div>
    </div>
  );
}

function useRecord(id: string): GalleryRecord | undefined {
  const { stores } = useServices();
  const item = useStore(stores.gallery, ({ items }) => items.get(id));
  return item?.kind === 'picture' ? item.record : undefined;
}

interface PairProps {
  readonly a: GalleryRecord;
  readonly b: GalleryRecord;
  readonly beside: boolean;
}

function Pair({ a, b, beside }: PairProps): React.JSX.Element {
  const [view, setView] = useState(FITTED);
  const [share, setShare] = useState(50);
  const [left, right] = [useWhole(a.id), useWhole(b.id)];
  const [seenLeft, seenRight] = [useShown(a, left), useShown(b, right)];
  const first = <img src={seenLeft.url} alt={say`First: ${a.settings.prompt ?? ''}`} draggable={false} />;
  const problem = left.problem || right.problem;
  if (problem !== '') return <p role="alert">{problem}</p>;
  if (seenLeft.url === '' || seenRight.url === '') return <div className="zoom-stage" />;
  const alt = say`Second: ${b.settings.prompt ?? ''}`;
  if (beside) {
    return (
      <div className="compare-beside">
        <ZoomStage size={a} view={view} onView={setView}>
          {first}
        </ZoomStage>
        <ZoomStage size={b} view={view} onView={setView}>
          <img src={seenRight.url} alt={alt} draggable={false} />
        </ZoomStage>
      </div>
    );
  }
  return (
    <ZoomStage
      size={a}
      view={view}
      onView={setView}
      fixed={
        <label className="compare-slider">
          <span className="visually-hidden">{say`Share of the first picture, in per cent`}</span>
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
          />
        </label>
      }
    >
      {first}
      <img
        src={seenRight.url}
        alt={alt}
        draggable={false}
        className="compare-over"
        style={{ clipPath: `inset(0 0 0 ${share}%)` }}
      />
      <span className="compare-line" style={{ left: `${share}%`, scale: `${1 / view.zoom} 1` }} />
    </ZoomStage>
  );
}
