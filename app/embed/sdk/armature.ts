/*
 * Puts Armature into a page: a frame, and promises and events in the place of messages.
 */
import * as v from 'valibot';
import {
  detectedMessage,
  EMBED_EVENTS,
  type EmbedCallName,
  type EmbedEvent,
  type EmbedEventName,
  poseMessage,
  resultMessage,
} from '../../../core/embed/index.ts';
import type { Armature, ArmatureEvents, ArmatureOptions, OpenPose, Parameters, Result } from './api.ts';
import { gone, misunderstood, openLine, type PageLine, silence } from './connection.ts';
import { makeFrame } from './frame.ts';

export type {
  Armature,
  ArmatureEvents,
  ArmatureOptions,
  Backend,
  DetectOptions,
  Failure,
  FailureCode,
  Found,
  OpenPose,
  OpenPosePerson,
  Panel,
  Parameters,
  Progress,
  Result,
  Sampler,
  Scheduler,
  Theme,
} from './api.ts';
export { ArmatureFailure } from './failure.ts';

const PATIENCE = 60_000;

type Listener = (event: never) => void;

/**
 * Puts Armature into an element, which it fills.
 *
 * @throws ArmatureFailure where there is no Armature at the address, or it does not let this page embed it; nothing is
 *   left in the element then
 */
export async function createArmature(element: Element, options: ArmatureOptions = {}): Promise<Armature> {
  const { timeout: patience = PATIENCE, pose, parameters: fields } = options;
  const { frame, origin } = makeFrame(options);
  const listeners = new Set<readonly [name: string, listener: Listener]>();
  let opening: Promise<PageLine> | undefined;
  let line: Promise<PageLine> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  function tell(name: unknown, message: unknown): void {
    const event = readEvent(name, message);
    if (!event) return;
    for (const [wanted, listener] of listeners) if (wanted === name) listener(event as never);
  }
  /** The page starts as the options have it, also where the person loads the frame anew. */
  async function begin(opened: Promise<PageLine>): Promise<PageLine> {
    const open = await opened;
    // A page that lets nobody in says so here.
    await open.call('setParameters', fields ?? {});
    if (pose !== undefined) await open.call('setPose', textOf(pose));
    return open;
  }
  async function call(name: EmbedCallName, input?: unknown): Promise<unknown> {
    if (left || !line) throw gone();
    return (await line).call(name, input);
  }
  function hangUp(): void {
    opening?.then(
      (open) => open.close(),
      () => undefined,
    );
  }
  function destroy(): void {
    left = true;
    hangUp();
    frame.remove();
  }

  await new Promise<unknown>((resolve, reject) => {
    /** One limit for loading, shaking hands and beginning; whoever waits for a page that stalls is told. */
    function limit(): void {
      timer ??= setTimeout(() => {
        hangUp();
        reject(silence(origin));
      }, patience);
    }
    limit();
    frame.addEventListener('load', () => {
      hangUp();
      limit();
      opening = openLine(frame, origin, tell, patience);
      const begun = begin(opening);
      line = begun;
      // A page may load itself anew before it has begun.
      const settle = (): void => {
        if (line !== begun) return;
        clearTimeout(timer);
        timer = undefined;
        resolve(begun);
      };
      begun.then(settle, settle);
    });
    element.append(frame);
  }).catch((error: unknown) => {
    destroy();
    throw error;
  });

  return {
    frame,
    destroy,
    getPose: async () => checked(poseMessage, await call('getPose')) as OpenPose,
    setPose: async (pose) => checked(notes, await call('setPose', textOf(pose))),
    getParameters: async () => parametersOf(await call('getParameters')),
    setParameters: async (parameters) => parametersOf(await call('setParameters', parameters)),
    generate: async (run = {}) => resultOf(checked(resultMessage, await call('generate', { ...run }))),
    async cancel() {
      await call('cancel');
    },
    async detect(picture, wanted = {}) {
      const bytes = new Uint8Array(await picture.arrayBuffer());
      const found = checked(detectedMessage, await call('detect', { ...wanted, bytes }));
      return { people: found.people, pose: found.pose as OpenPose, notes: found.notes ?? [] };
    },
    async setTheme(theme) {
      await call('setTheme', theme);
    },
    async setPanels(panels) {
      await call('setPanels', [...panels]);
    },
    on(name, listener) {
      const entry = [name, listener as Listener] as const;
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}

const notes = v.array(v.string());

function checked<T>(schema: v.GenericSchema<unknown, T>, given: unknown): T {
  if (!v.is(schema, given)) throw misunderstood();
  return given as T;
}

function parametersOf(given: unknown): Parameters {
  return checked(EMBED_EVENTS.parameters, given) as Parameters;
}

function textOf(pose: OpenPose | string): string {
  return typeof pose === 'string' ? pose : JSON.stringify(pose);
}

/** An event of the page; undefined where it is none that this version knows. */
function readEvent(name: unknown, message: unknown): ArmatureEvents[EmbedEventName] | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(EMBED_EVENTS, name)) return undefined;
  if (!v.is(EMBED_EVENTS[name as EmbedEventName], message)) return undefined;
  if (name === 'result') return resultOf(message as EmbedEvent<'result'>);
  if (name === 'progress') return progressOf(message as EmbedEvent<'progress'>);
  return message as unknown as ArmatureEvents['pose'];
}

function resultOf(message: EmbedEvent<'result'>): Result {
  const images = message.images.map((bytes) => new Blob([bytes], { type: 'image/png' }));
  return { ...(message as unknown as Result), images };
}

/** Undefined where no picture has the preview's size. */
function progressOf({ preview, ...rest }: EmbedEvent<'progress'>): ArmatureEvents['progress'] | undefined {
  if (!preview) return rest;
  const { data, width, height } = preview;
  try {
    return { ...rest, preview: new ImageData(data, width, height) };
  } catch {
    return undefined;
  }
}
