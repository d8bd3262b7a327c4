import { useEffect, useState } from 'react';
import { type Failure, failureFrom } from '../../core/result/index.ts';
import { CAMERA_ENDED, type CameraDevice, closeCamera, listCameras, openCamera } from './camera.ts';

/** How far a camera has come. */
export type CameraState =
  | { readonly status: 'asking' }
  | { readonly status: 'live'; readonly stream: MediaStream; readonly id: string | undefined }
  | { readonly status: 'failed'; readonly failure: Failure };

/** A camera in use, and the others. */
export interface Camera {
  readonly state: CameraState;
  readonly devices: readonly CameraDevice[];
  /** Opens another one, or the same again after a failure. */
  readonly open: (id?: string) => void;
}

const ASKING: CameraState = { status: 'asking' };

/** Opens a camera for as long as the component is there. */
export function useCamera(): Camera {
  const [state, setState] = useState<CameraState>(ASKING);
  const [devices, setDevices] = useState<readonly CameraDevice[]>([]);
  const [wanted, setWanted] = useState<{ readonly id?: string }>({});

  useEffect(() => {
    const end = new AbortController();
    void hold(wanted.id, end.signal, setState, setDevices);
    return () => end.abort();
  }, [wanted]);

  return {
    state,
    devices,
    open(id) {
      setState(ASKING);
      setWanted(id === undefined ? {} : { id });
    },
  };
}

/** Keeps a camera open until the signal, and tells how it is. */
async function hold(
  id: string | undefined,
  signal: AbortSignal,
  tell: (state: CameraState) => void,
  list: (devices: readonly CameraDevice[]) => void,
): Promise<void> {
  try {
    const stream = await openCamera(id);
    if (signal.aborted) {
      closeCamera(stream);
      return;
    }
    signal.addEventListener('abort', () => closeCamera(stream));
    const [track] = stream.getVideoTracks();
    track?.addEventListener('ended', () => tell({ status: 'failed', failure: CAMERA_ENDED }), { signal });
    tell({ status: 'live', stream, id: track?.getSettings().deviceId });
    const relist = async (): Promise<void> => list(await listCameras());
    navigator.mediaDevices.addEventListener('devicechange', () => void relist(), { signal });
    await relist();
  } catch (error) {
    if (!signal.aborted) tell({ status: 'failed', failure: failureFrom(error, 'camera') });
  }
}
