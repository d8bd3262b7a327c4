/*
 * ComfyUI: uploads, a checked graph, a queue, a history, and a websocket beside them.
 */
import { objectInfo, refusedGraph, type Graph } from './comfyui-nodes.ts';
import { ComfyRuns, failedHistory, queueStatus } from './comfyui-runs.ts';
import { type DoubleAnswer, type Fault, type SeenCall, type ServiceDouble, startDouble } from './double.ts';
import { servicePicture } from './picture.ts';
import { acceptSocket, type ServerSocket } from './websocket.ts';

/** How the double was started. */
export interface ComfyuiOptions {
  /** The value of --enable-cors-header; without, it answers 403 to pages of other origins. */
  readonly cors?: string;
  /** What one step takes. */
  readonly stepMs?: number;
}

const EMPTY: DoubleAnswer = {
  headers: { 'content-type': 'application/octet-stream' },
  body: new Uint8Array(),
};
const NOWHERE: DoubleAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('404: Not Found'),
};

/** Starts the double. */
export function startComfyui({ cors, stepMs = 0 }: ComfyuiOptions = {}): Promise<ServiceDouble> {
  const sockets = new Map<string, ServerSocket>();
  const runs = new ComfyRuns((message, clientId) => {
    const data = message instanceof Uint8Array ? message : JSON.stringify(message);
    for (const [id, socket] of sockets) if (clientId === undefined || clientId === id) socket.send(data);
  }, stepMs);
  const uploads = new Set<string>();

  const answer = async (call: SeenCall, fault: Fault | undefined): Promise<DoubleAnswer> => {
    const { method, fields } = call;
    const [path = '', query] = call.path.replace(/^\/api(?=\/)/, '').split('?');
    if (fault === 'spoken-error') return { body: spoken(path) };
    if (path === '/upload/image' && method === 'POST') return uploaded(call, uploads);
    if (path === '/prompt' && method === 'POST') return prompted(fields, fault === 'endless');
    if (path === '/queue' && method === 'POST') {
      runs.remove((fields['delete'] ?? []) as string[]);
      return EMPTY;
    }
    if (path === '/interrupt' && method === 'POST') {
      runs.interrupt(fields['prompt_id'] as string | undefined);
      return EMPTY;
    }
    if (method !== 'GET') return NOWHERE;
    if (path === '/queue') return { body: runs.queue() };
    if (path === '/view') return viewed(new URLSearchParams(query).get('filename') ?? '');
    const [, room, name = ''] = path.split('/');
    if (room === 'history') return { body: fault === 'endless' ? {} : runs.history(name) };
    return room === 'object_info' ? { body: objectInfo(name) } : NOWHERE;
  };
  const prompted = (fields: SeenCall['fields'], endless: boolean): DoubleAnswer => {
    const refused = refusedGraph(fields['prompt'], uploads);
    if (refused) return { status: 400, body: refused };
    return { body: runs.add(fields['prompt'] as Graph, String(fields['client_id']), endless) };
  };
  const viewed = (filename: string): DoubleAnswer =>
    runs.has(filename)
      ? { headers: { 'content-type': 'image/png' }, body: servicePicture() }
      : { ...EMPTY, status: 404 };

  return startDouble({
    isCreating: ({ method, path }) => method === 'POST' && /^(?:\/api)?\/prompt$/.test(path),
    answer,
    refusal: (status) => (status === 400 ? refusedGraph({}, uploads) : `${status}: refused`),
    headers: () => (cors === undefined ? {} : corsHeaders(cors)),
    admit: (call) => admitted(call, cors),
    upgrade(call, socket, fault) {
      if (admitted(call, cors) || fault !== undefined) return void socket.destroy();
      const id = new URL(call.path, 'http://localhost').searchParams.get('clientId') ?? 'nobody';
      const accepted = acceptSocket(call, socket, () => {
        if (sockets.get(id) === accepted) sockets.delete(id);
      });
      sockets.set(id, accepted);
      accepted.send(JSON.stringify(queueStatus(runs.remaining(), id)));
    },
    end: () => runs.end(),
  });
}

function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, GET, DELETE, PUT, OPTIONS',
    'access-control-allow-headers': 'Content-Type, Authorization',
    'access-control-allow-credentials': 'true',
  };
}

/** With the option every preflight is answered; without, a page of another origin gets an empty 403. */
function admitted({ method, headers }: SeenCall, cors: string | undefined): DoubleAnswer | undefined {
  const { origin, host } = headers;
  const foreign = cors === undefined && origin !== undefined && new URL(origin).host !== host;
  if (foreign) return { ...EMPTY, status: 403 };
  return method === 'OPTIONS' ? EMPTY : undefined;
}

async function uploaded({ headers, body }: SeenCall, uploads: Set<string>): Promise<DoubleAnswer> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { ...EMPTY, status: 400 };
  const form = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData();
  const image = form.get('image');
  if (!(image instanceof File) || image.name === '') return { ...EMPTY, status: 400 };
  const [subfolder, kind] = [form.get('subfolder') ?? '', form.get('type') ?? 'input'].map(String);
  uploads.add(subfolder === '' ? image.name : `${subfolder}/${image.name}`);
  return { body: { name: image.name, subfolder, type: kind } };
}

/** A failure that comes with status 200: of a run in the history, and of a proxy's making elsewhere. */
function spoken(path: string): unknown {
  const id = /^\/history\/(.+)$/.exec(path)?.[1];
  return id === undefined
    ? { error: { type: 'upstream', message: 'The server is busy.' } }
    : failedHistory(id);
}
