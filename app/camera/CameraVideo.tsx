import { useEffect } from 'react';
import { say } from '../words/say.ts';

interface CameraVideoProps {
  readonly video: React.RefObject<HTMLVideoElement | null>;
  readonly stream: MediaStream;
  readonly mirrored: boolean;
  readonly className: string;
}

/** What a camera sees. */
export function CameraVideo({ video, stream, mirrored, className }: CameraVideoProps): React.JSX.Element {
  useEffect(() => {
    if (video.current) play(video.current, stream);
  }, [video, stream]);
  return (
    <video
      ref={video}
      className={className}
      data-mirrored={mirrored}
      aria-label={say`What the camera sees`}
      autoPlay
      muted
      playsInline
    />
  );
}

function play(video: HTMLVideoElement, stream: MediaStream): void {
  video.srcObject = stream;
}
