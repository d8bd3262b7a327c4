import { Camera, CameraOff, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CameraField } from '../camera/CameraField.tsx';
import { CameraVideo } from '../camera/CameraVideo.tsx';
import { useCamera } from '../camera/use-camera.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { FoundHere, FrameView } from './FrameView.tsx';
import { readVideoFrame } from './read-frame.ts';
import { detectorInUse, isDetectorAtHand } from './store.ts';

/** A camera with the people in sight, and the picture that was taken of them. */
export function CameraPanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const frame = useStore(stores.detect, (detect) => detect.frame);
  if (!frame) return <LiveCamera />;
  return (
    <>
      <div className="detect-stage">
        <FrameView frame={frame} />
      </div>
      <div className="detect-actions">
        <Button icon={<RotateCcw size={18} />} onClick={() => actions.detect.clear()}>
          {say`Take another one`}
        </Button>
      </div>
    </>
  );
}

/** The camera is on only while this is shown. */
function LiveCamera(): React.JSX.Element {
  const { actions } = useServices();
  const camera = useCamera();
  const { state, open } = camera;
  const video = useRef<HTMLVideoElement>(null);
  const [mirrored, setMirrored] = useState(true);
  const stream = state.status === 'live' ? state.stream : undefined;
  useGlances(video, stream);

  function take(): void {
    const frame = video.current && readVideoFrame(video.current, say`Camera picture`);
    if (frame) actions.detect.take(frame);
  }

  if (state.status === 'failed') {
    return (
      <div className="detect-stage">
        <div className="detect-empty" role="alert">
          <CameraOff size={32} strokeWidth={1.5} aria-hidden />
          <p>{failureSaid(state.failure)}</p>
          <Button onClick={() => open()}>{say`Try again`}</Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <div className="detect-stage">
        {stream ? (
          <>
            <CameraVideo className="detect-picture" {...{ video, stream, mirrored }} />
            <FoundHere mirrored={mirrored} />
          </>
        ) : (
          <div className="detect-empty" role="status">
            <Camera size={32} strokeWidth={1.5} aria-hidden />
            <p>{say`Waiting for the camera. The browser may ask you to allow it.`}</p>
          </div>
        )}
      </div>
      <div className="detect-actions">
        <Button kind="primary" icon={<Camera size={18} />} disabled={!stream} onClick={take}>
          {say`Take it`}
        </Button>
        <label className="check">
          <input
            type="checkbox"
            checked={mirrored}
            onChange={(event) => setMirrored(event.currentTarget.checked)}
          />
          {say`Mirrored`}
        </label>
        <CameraField {...camera} />
      </div>
    </>
  );
}

/** Longest side in px of frames that pass by: enough for a skeleton that moves on at once. */
const GLANCE_SIDE = 640;

/** Looks at the newest frame whenever the detector is free. After a failure it waits for the person. */
function useGlances(video: React.RefObject<HTMLVideoElement | null>, stream: MediaStream | undefined): void {
  const { stores, actions } = useServices();
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return undefined;
    let next = 0;
    // A frame costs its pixels, which nobody would look at.
    const isAtHand = (): boolean => {
      const models = stores.models.getState();
      const used = detectorInUse(models, stores.detect.getState().detectorId);
      return used !== undefined && isDetectorAtHand(models, used);
    };
    const glance = (): void => {
      const { work, failure } = stores.detect.getState();
      if (work === 'none' && !failure && isAtHand()) {
        const frame = readVideoFrame(element, say`Camera`, GLANCE_SIDE);
        if (frame) actions.detect.glance(frame);
      }
      next = requestAnimationFrame(glance);
    };
    next = requestAnimationFrame(glance);
    return () => cancelAnimationFrame(next);
  }, [video, stream, stores, actions]);
}
