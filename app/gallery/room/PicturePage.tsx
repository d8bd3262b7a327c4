import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { hasLostFocus } from '../../ui/lost-focus.ts';
import { say } from '../../words/say.ts';
import { BrokenActions } from './BrokenActions.tsx';
import { Messages } from './Messages.tsx';
import { PageHead } from './PageHead.tsx';
import { PictureActions } from './PictureActions.tsx';
import { PictureFacts } from './PictureFacts.tsx';
import { PoseOverlay } from './PoseOverlay.tsx';
import { HiddenStage } from './HiddenStage.tsx';
import { useShown } from './use-shown.ts';
import { useWhole } from './use-whole.ts';
import { ZoomStage } from './ZoomStage.tsx';
import { FITTED } from './zoom-view.ts';

interface PicturePageProps {
  readonly id: string;
  /** As they are shown in the grid. */
  readonly ids: readonly string[];
  readonly onCompare: () => void;
}

/** One picture large, with all that is known of it and can be done with it. */
export function PicturePage({ id, ids, onCompare }: PicturePageProps): React.JSX.Element {
  const { stores } = useServices();
  const item = useStore(stores.gallery, ({ items }) => items.get(id));
  const reading = useStore(stores.gallery, (state) => state.reading);
  const whole = useWhole(id);
  const [skeleton, showSkeleton] = useState(false);
  const [seen, see] = useState({ id, view: FITTED });
  const step = useStep(id, ids);
  const record = item?.kind === 'picture' ? item.record : undefined;
  const { url, hidden } = useShown(record, whole);
  const pose = whole.details?.pose;
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A larger picture takes this one's place, and with it goes the button that had the focus.
    if (hasLostFocus(page.current))
      page.current?.querySelector<HTMLElement>('.zoom-surface')?.focus({ preventScroll: true });
  }, [id]);
  return (
    <div ref={page} className="picture-page">
      <PageHead
        item={item}
        place={{ index: ids.indexOf(id), count: ids.length }}
        onStep={step}
        skeleton={skeleton}
        onSkeleton={pose ? () => showSkeleton(!skeleton) : undefined}
      />
      {record && whole.problem === '' ? (
        <ZoomStage
          size={record}
          view={seen.id === id ? seen.view : FITTED}
          onView={(view) => see({ id, view })}
          onStep={step}
          takesFocus
          fixed={hidden && <HiddenStage id={id} />}
        >
          {url !== '' && <img src={url} alt={record.settings.prompt} draggable={false} />}
          {skeleton && whole.details && <PoseOverlay size={record} details={whole.details} />}
        </ZoomStage>
      ) : (
        <div className="zoom-stage gallery-none">
          {whole.problem !== '' && <p role="alert">{whole.problem}</p>}
          {item?.kind === 'broken' && <p role="alert">{item.why}</p>}
          {!item && reading === 'done' && (
            <p role="alert">{say`This picture is no longer in the gallery.`}</p>
          )}
        </div>
      )}
      <div className="picture-side">
        {record && whole.details && (
          <>
            <PictureActions record={record} details={whole.details} hidden={hidden} onCompare={onCompare} />
            <PictureFacts record={record} details={whole.details} />
          </>
        )}
        {item?.kind === 'broken' && <BrokenActions id={id} />}
      </div>
      <Messages />
    </div>
  );
}

/** Goes to the picture before or after; undefined at the ends. */
function useStep(id: string, ids: readonly string[]): (by: 1 | -1) => void {
  const { stores } = useServices();
  return (by) => {
    const next = ids[ids.indexOf(id) + by];
    if (next !== undefined) stores.gallery.setState({ opened: next, note: '', problems: [] });
  };
}
