import { Camera, CameraOff, Timer } from 'lucide-react';
import { useRef, useState } from 'react';
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { failureSaid, messageSaid, nextSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { captureFrame } from './camera.ts';
import { CameraField } from './CameraField.tsx';
import { CameraVideo } from './CameraVideo.tsx';
import { useCamera } from './use-camera.ts';
import { useCountdown } from './use-countdown.ts';

const TIMERS = [
  { value: '0', label: words`At once` },
  { value: '3', label: words`After 3 seconds` },
  { value: '10', label: words`After 10 seconds` },
] as const;

/** What a camera sees, and the button that takes it. */
export function CameraView({ onTake }: { readonly onTake: (picture: Blob) => void }): React.JSX.Element {
  const camera = useCamera();
  const { state, open } = camera;
  const video = useRef<HTMLVideoElement>(null);
  const [mirrored, setMirrored] = useState(true);
  const [delay, setDelay] = useState<(typeof TIMERS)[number]['value']>('0');
  const [problem, setProblem] = useState('');
  const countdown = useCountdown(() => void take());

  async function take(): Promise<void> {
    if (!video.current) return;
    try {
      onTake(await captureFrame(video.current));
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'camera'));
      setProblem(told);
    }
  }

  if (state.status === 'failed') {
    return (
      <>
        <div className="camera-stage camera-words" role="alert">
          <CameraOff size={32} strokeWidth={1.5} aria-hidden />
          <p>{messageSaid(state.failure)}</p>
          <p>{nextSaid(state.failure)}</p>
        </div>
        <div className="camera-actions">
          <Button onClick={() => open()}>{say`Try again`}</Button>
        </div>
      </>
    );
  }

  const stream = state.status === 'live' ? state.stream : undefined;
  return (
    <>
      <div className="camera-stage">
        {stream ? (
          <CameraVideo className="camera-video" {...{ video, stream, mirrored }} />
        ) : (
          <div className="camera-words" role="status">
            <Camera size={32} strokeWidth={1.5} aria-hidden />
            <p>{say`Waiting for the camera. The browser may ask you to allow it.`}</p>
          </div>
        )}
        {countdown.left > 0 && (
          <p className="camera-countdown" role="timer">
            {countdown.left}
          </p>
        )}
      </div>
      <div className="camera-choices">
        <CameraField {...camera} />
        <SelectField label={say`Take it`} options={TIMERS} value={delay} onChange={setDelay} />
        <label className="check">
          <input
            type="checkbox"
            checked={mirrored}
            onChange={(event) => setMirrored(event.currentTarget.checked)}
          />
          {say`Show me as in a mirror`}
        </label>
      </div>
      <p className="field-error" role="alert">
        {problem}
      </p>
      <div className="camera-actions">
        {countdown.left > 0 ? (
          <Button icon={<Timer size={18} />} onClick={countdown.stop}>
            {say`Stop the timer`}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon={<Camera size={18} />}
            disabled={!stream}
            onClick={() => (delay === '0' ? void take() : countdown.start(Number(delay)))}
          >
            {say`Take picture`}
          </Button>
        )}
      </div>
    </>
  );
}
