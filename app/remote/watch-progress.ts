/*
 * How far a run is, asked or listened to beside it.
 */
import { bytesFromBase64 } from './base64.ts';
import type { RemoteRun } from './run.ts';

const PROGRESS_MS = 1000;

/** Follows a run until it is over. A back end that cannot tell, or does not answer, is left alone. */
export async function watchProgress(run: RemoteRun, runId: string, over: AbortSignal): Promise<void> {
  listen(run, runId, over);
  await askOnAndOn(run, over);
}

async function askOnAndOn(run: RemoteRun, over: AbortSignal): Promise<void> {
  const { backend, account, ports } = run;
  if (!backend.progress || !backend.readProgress) return;
  try {
    for (;;) {
      await ports.sleep(PROGRESS_MS, over);
      const { preview, ...known } = backend.readProgress(await ports.send(backend.progress(account), over));
      run.onProgress({
        at: 'drawing',
        ...known,
        ...(preview !== undefined && { preview: bytesFromBase64(preview) }),
      });
    }
  } catch {
    // The run itself tells what went wrong.
  }
}

function listen({ backend, account, ports, onProgress }: RemoteRun, runId: string, over: AbortSignal): void {
  if (!backend.listen || !backend.readMessage || !ports.listen) return;
  const { readMessage } = backend;
  let share = 0;
  ports.listen(
    backend.listen(account, runId),
    (data) => {
      const message = readMessage(data);
      if (message?.kind === 'progress') share = message.share;
      else if (message?.kind !== 'preview') return;
      onProgress({ at: 'drawing', share, ...(message.kind === 'preview' && { preview: message.bytes }) });
    },
    over,
  );
}

/** Listens with the browser's websocket, until the signal is aborted. */
export function listenBySocket(
  url: string,
  onMessage: (data: string | Uint8Array) => void,
  signal: AbortSignal,
): void {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) =>
    onMessage(typeof data === 'string' ? data : new Uint8Array(data)),
  );
  signal.addEventListener('abort', () => socket.close(), { once: true });
}
