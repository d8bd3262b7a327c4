import { Camera, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCamera } from '../camera/use-camera.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { FoundHere, FrameView } from './FrameView.tsx';
import { readVideoFrame } from './read-frame.ts';

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
          Take another one
        </Button>
      </div>
    </>
  );
}

/** The camera is on only while this is shown. */
function LiveCamera(): React.JSX.Element {
  const { actions } = useServices();
  const { state, devices, open } = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const [mirrored, setMirrored] = useState(true);
  const stream = state.status === 'live' ? state.stream : undefined;
  useGlances(video, stream);

  function take(): void {
    const frame = video.current && readVideoFrame(video.current, 'Camera picture');
    if (frame) actions.detect.take(frame);
  }

  if (state.status === 'failed') {
    const { message, next = '' } = state.failure;
    return (
      <div className="detect-stage">
        <div className="detect-empty" role="alert">
          <p>
            {message} {next}
          </p>
          <Button onClick={() => open()}>Try again</Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <div className="detect-stage">
        {stream ? (
          <>
            <video
              ref={video}
              className="detect-picture"
              data-mirrored={mirrored}
              aria-label="What the camera sees"
              autoPlay
              muted
              playsInline
            />
            <FoundHere mirrored={mirrored} />
          </>
        ) : (
          <p className="detect-empty" role="status">
            Waiting for the camera. The browser may ask you to allow it.
          </p>
        )}
      </div>
      <div className="detect-actions">
        <Button kind="primary" icon={<Camera size={18} />} disabled={!stream} onClick={take}>
          Take it
        </Button>
        <label className="check">
          <input
            type="checkbox"
            checked={mirrored}
            onChange={(event) => setMirrored(event.currentTarget.checked)}
          />
          Mirrored
        </label>
        {devices.length > 1 && state.status === 'live' && (
          <SelectField
            label="Camera"
            options={devices.map(({ id, label }) => ({ value: id, label }))}
            value={state.id ?? ''}
            onChange={open}
          />
        )}
      </div>
    </>
  );
}

/** Longest side in px of frames that pass by: enough for a skeleton that moves on at once. */
const GLANCE_SIDE = 640;

function play(video: HTMLVideoElement, stream: MediaStream): void {
  video.srcObject = stream;
}

/** Looks at the newest frame whenever the detector is free. After a failure it waits for the person. */
function useGlances(video: React.RefObject<HTMLVideoElement | null>, stream: MediaStream | undefined): void {
  const { stores, actions } = useServices();
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return undefined;
    play(element, stream);
    let next = 0;
    const glance = (): void => {
      const { work, failure } = stores.detect.getState();
      if (work === 'none' && !failure) {
        const frame = readVideoFrame(element, 'Camera', GLANCE_SIDE);
        if (frame) actions.detect.glance(frame);
      }
      next = requestAnimationFrame(glance);
    };
    next = requestAnimationFrame(glance);
    return () => cancelAnimationFrame(next);
  }, [video, stream, stores, actions]);
}
