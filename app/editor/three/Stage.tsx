import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CanvasSize } from '../../../core/pose/index.ts';
import { type Failure, failureFrom, makeFailure } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { frameIn } from './frame.ts';
import { Handles } from './Handles.tsx';
import { Preview } from './Preview.tsx';
import { type SceneServices, useScene } from './scene/context.ts';
import { Viewport, type ViewportEvents } from './view/viewport.ts';

const LOST: Failure = makeFailure({
  code: 'adapter-lost',
  message: words`The browser took the 3D graphics away.`,
  next: words`Take the pose over or cancel, and open 3D again.`,
});

/** The scene with everything that lies over it. */
export function Stage({ notice }: { readonly notice: string }): React.JSX.Element {
  const scene = useScene();
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<CanvasSize>();
  const [failure, setFailure] = useState<Failure>();
  useStageSize(host, setSize);
  useViewport(host, size, setFailure);
  const frame = size && frameIn(size, scene.canvas);
  return (
    <section className="three-stage" aria-label={say`Scene`}>
      <div ref={host} className="three-host" />
      {frame && !failure && (
        <>
          <div className="three-frame" style={frame} />
          <Handles frame={frame} />
        </>
      )}
      <Preview />
      {notice !== '' && (
        <p className="three-notice" role="status">
          {notice}
        </p>
      )}
      {failure && (
        <p className="three-failure" role="alert">
          {failureSaid(failure)}
        </p>
      )}
      <p className="three-help">{say`Drag the rings to pose, a limb to choose it, the floor to look around.`}</p>
    </section>
  );
}

function useStageSize(host: React.RefObject<HTMLElement | null>, report: (size: CanvasSize) => void): void {
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const measure = (): void => report({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [host, report]);
}

/** Keeps a viewport alive while the stage is there. */
function useViewport(
  host: React.RefObject<HTMLElement | null>,
  size: CanvasSize | undefined,
  onFailure: (failure: Failure) => void,
): void {
  const scene = useScene();
  const { stores } = useServices();
  const viewport = useRef<Viewport>(undefined);
  useEffect(() => {
    if (!host.current) return;
    let made: Viewport;
    try {
      made = new Viewport(host.current, eventsOf(scene, onFailure));
    } catch (error) {
      onFailure(failureFrom(error, 'unsupported-backend'));
      return;
    }
    viewport.current = made;
    const show = (): void => made.show(scene.store.getState(), scene.canvas);
    const endFollowing = scene.store.subscribe(show);
    // The page takes its new colours first.
    const endColours = stores.settings.subscribe(() => requestAnimationFrame(() => made.recolour()));
    return () => {
      endFollowing();
      endColours();
      viewport.current = undefined;
      made.dispose();
    };
  }, [host, scene, stores, onFailure]);
  useEffect(() => {
    if (!size || size.width === 0 || size.height === 0) return;
    viewport.current?.resize(size);
    viewport.current?.show(scene.store.getState(), scene.canvas);
  }, [size, scene]);
}

function eventsOf({ store, actions }: SceneServices, onFailure: (failure: Failure) => void): ViewportEvents {
  return {
    onPick(part) {
      if (part) actions.select(part.person, part.bone);
      else actions.chooseBone(undefined);
    },
    onLook: (camera) => store.setState({ camera }),
    onTurnStart: () => actions.begin(),
    onTurn: (bone, world) => actions.turnTo(bone, world),
    onTurnEnd: () => actions.end(),
    onLost: () => onFailure(LOST),
  };
}
