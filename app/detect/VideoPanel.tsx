import { ChevronLeft, ChevronRight, Clapperboard, FileVideo } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { SliderField } from '../ui/fields.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { useObjectUrl } from '../ui/use-object-url.ts';
import { say } from '../words/say.ts';
import { FoundHere } from './FrameView.tsx';
import { readVideoFrame } from './read-frame.ts';
import { makeFailure } from '../../core/result/index.ts';

/** A frame of most videos, in s; files do not tell how long theirs are. */
const STEP = 1 / 30;

/** A video file: the frame that is shown is looked at. */
export function VideoPanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const file = useStore(stores.detect, (detect) => detect.video);
  const opened = useStore(stores.detect, (detect) => detect.videosOpened);
  const open = (
    <Button icon={<FileVideo size={18} />} onClick={() => input.current?.click()}>
      {file ? say`Open another video` : say`Open a video`}
    </Button>
  );
  return (
    <>
      {file ? (
        <Player key={opened} file={file} open={open} />
      ) : (
        <div className="detect-stage">
          <div className="detect-empty">
            <Clapperboard size={32} strokeWidth={1.5} aria-hidden />
            {open}
            <p>{say`MP4 and WebM, as far as the browser plays them. It stays on this device.`}</p>
          </div>
        </div>
      )}
      <FileInput
        ref={input}
        label={say`Video with people`}
        accept="video/*"
        onFiles={([chosen]) => void actions.detect.openFile(chosen)}
      />
    </>
  );
}

function Player({ file, open }: { readonly file: File; readonly open: React.ReactNode }): React.JSX.Element {
  const { stores, actions } = useServices();
  const url = useObjectUrl(file);
  const frame = useStore(stores.detect, (detect) => detect.frame);
  const video = useRef<HTMLVideoElement>(null);
  const [length, setLength] = useState(0);
  const [at, setAt] = useState(0);

  function seek(time: number): void {
    const place = Math.min(length, Math.max(0, time));
    setAt(place);
    if (video.current) video.current.currentTime = place;
  }

  function measure({ duration }: HTMLVideoElement): void {
    // What a browser recorded tells no length; the end is found by going there.
    if (duration === Infinity) seekPastEnd(video.current);
    else if (length === 0 && duration > 0) {
      setLength(duration);
      seek(0);
    }
  }

  function take(): void {
    const taken = length > 0 && video.current && readVideoFrame(video.current, file.name);
    if (taken) actions.detect.take(taken);
  }

  return (
    <>
      <div className="detect-stage">
        {url !== '' && (
          <video
            ref={video}
            className="detect-picture"
            src={url}
            aria-label={file.name}
            preload="auto"
            muted
            playsInline
            onDurationChange={(event) => measure(event.currentTarget)}
            onSeeked={take}
            onError={() => stores.detect.setState({ failure: UNREADABLE })}
          />
        )}
        <FoundHere frame={frame} />
      </div>
      {length > 0 && (
        <div className="detect-scrub">
          <IconButton
            label={say`Back by a thirtieth of a second`}
            icon={<ChevronLeft size={18} />}
            onClick={() => seek(at - STEP)}
          />
          <SliderField
            label={say`Time, in seconds`}
            range={{ min: 0, max: Number(length.toFixed(2)), step: 0.01 }}
            value={Number(at.toFixed(2))}
            onChange={seek}
          />
          <IconButton
            label={say`On by a thirtieth of a second`}
            icon={<ChevronRight size={18} />}
            onClick={() => seek(at + STEP)}
          />
        </div>
      )}
      <div className="detect-actions">{open}</div>
    </>
  );
}

function seekPastEnd(video: HTMLVideoElement | null): void {
  if (video) video.currentTime = Number.MAX_SAFE_INTEGER;
}

const UNREADABLE = makeFailure({
  code: 'bad-image',
  message: words`The browser cannot play this file as a video.`,
  next: words`Open an MP4 with H.264, or a WebM file.`,
});
