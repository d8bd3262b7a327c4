/*
 * Finding people in pictures, and taking them to the canvas.
 */
import type { DetectorEntry } from '../../core/manifest/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { counted } from '../../core/words/index.ts';
import type { FigureActions } from '../actions/figure.ts';
import type { LibraryActions } from '../actions/library.ts';
import type { ReferenceActions } from '../actions/reference.ts';
import type { Detector } from '../engine/detector.ts';
import { isFatal } from '../engine/fatal.ts';
import type { FigureStore } from '../state/figure.ts';
import type { ModelsStore } from '../state/models.ts';
import { selectionOfPeople } from '../state/selection.ts';
import type { SettingsStore } from '../state/settings.ts';
import { say } from '../words/say.ts';
import type { Frame } from './read-frame.ts';
import {
  detectorInUse,
  type DetectSource,
  type DetectStore,
  isDetectorAtHand,
  NOTHING_SEEN,
  photographDetector,
  type Seen,
} from './store.ts';
import { poseTaken, takeOver } from './take-over.ts';

/** What looking for people needs. */
export interface DetectDependencies {
  readonly detect: DetectStore;
  readonly detector: Detector;
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  readonly figure: FigureStore;
  readonly edit: FigureActions['edit'];
  readonly library: Pick<LibraryActions, 'refresh' | 'download'>;
  readonly reference: Pick<ReferenceActions, 'openImage' | 'place'>;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** @throws ArmatureError `bad-image` */
  readPicture(file: Blob, name: string): Promise<Frame>;
}

/** The actions. What goes wrong is told in the store; what was there before then stays. */
export interface DetectActions {
  /** Opens the dialog, with a file to look at if there is one. */
  open(file?: File, source?: Exclude<DetectSource, 'camera'>): Promise<void>;
  close(): void;
  /** Turns to another source; what the one before showed is let go. */
  setSource(source: DetectSource): void;
  /**
   * Turns to the source that the file is for. A picture is read and looked at.
   *
   * @param source - what the file is; else its type tells, or where the person is
   */
  openFile(file: File, source?: Exclude<DetectSource, 'camera'>): Promise<void>;
  /** Takes a frame as the one that people are taken from, and looks at it. */
  take(frame: Frame): void;
  /** Looks at a frame that passes by. While the detector is at work only the newest one waits. */
  glance(frame: Frame): void;
  /** Lets the still picture go. */
  clear(): void;
  chooseDetector(id: string): void;
  /** Chooses the detector for photographs, fetches it where it is not here, and looks at the same picture with it. */
  usePhotographDetector(): void;
  setMaxPeople(count: number): void;
  /** Looks once more, after a failure. */
  retry(): void;
  /** Puts the people on the canvas as one entry of history, and closes the dialog. */
  takeOver(how: 'replace' | 'add'): void;
}

/** Points of less confidence are noise with every detector. */
const LOWEST_SCORE = 0.1;

/** Makes the actions. */
export function createDetectActions(dependencies: DetectDependencies): DetectActions {
  const { detect, models, figure, reference } = dependencies;
  const looks = createLooks(dependencies);
  /** Grows with each picture asked for, so that one that comes late does not replace a later one. */
  let asked = 0;

  const entry = (): DetectorEntry | undefined => {
    const state = models.getState();
    const used = detectorInUse(state, detect.getState().detectorId);
    return used && isDetectorAtHand(state, used) ? used : undefined;
  };

  function look(frame: Frame | undefined): void {
    const detector = entry();
    if (frame && detector) looks.next({ frame, detector });
  }

  function reset(): void {
    asked++;
    looks.stop();
    detect.setState(NOTHING_SEEN);
  }

  function take(frame: Frame): void {
    detect.setState({ frame, seen: undefined, failure: undefined });
    look(frame);
  }

  async function openFile(file: File, source = sourceOf(file, detect.getState().source)): Promise<void> {
    if (source === 'video' || source !== detect.getState().source) reset();
    detect.setState({ source });
    if (source === 'video')
      detect.setState({ video: file, videosOpened: detect.getState().videosOpened + 1 });
    else await openPicture(file);
  }

  async function openPicture(picture: File): Promise<void> {
    const mine = ++asked;
    detect.setState({ work: 'reading', failure: undefined });
    try {
      const frame = await dependencies.readPicture(picture, picture.name);
      if (mine === asked) {
        detect.setState({ work: 'none' });
        take(frame);
      }
    } catch (error) {
      if (mine === asked) detect.setState({ work: 'none', failure: failureFrom(error, 'bad-image') });
    }
  }

  function chooseDetector(detectorId: string): void {
    looks.stop();
    detect.setState({ detectorId, seen: undefined, failure: undefined });
    before = entry()?.id;
    look(detect.getState().frame);
  }

  // A detector that has arrived, or that was found to be stored, looks at what is there.
  let before = entry()?.id;
  models.subscribe(() => {
    const now = entry()?.id;
    if (now === before) return;
    before = now;
    if (detect.getState().open) look(detect.getState().frame);
  });

  return {
    async open(file, source = 'picture') {
      reset();
      detect.setState({ open: true, source, video: undefined });
      await Promise.all([dependencies.library.refresh(), file && openFile(file, source)]);
    },
    close() {
      reset();
      detect.setState({ open: false });
    },
    setSource(source) {
      reset();
      detect.setState({ source });
    },
    openFile,
    take,
    glance: look,
    clear: reset,
    chooseDetector,
    usePhotographDetector() {
      const detector = photographDetector(models.getState());
      if (!detector) return;
      chooseDetector(detector.id);
      if (!isDetectorAtHand(models.getState(), detector)) void dependencies.library.download(detector.id);
    },
    setMaxPeople(maxPeople) {
      detect.setState({ maxPeople });
      const { seen, frame } = detect.getState();
      if (seen && seen.maxPeople < maxPeople) look(frame);
    },
    retry() {
      detect.setState({ failure: undefined });
      look(detect.getState().frame);
    },
    takeOver(how) {
      const { seen, frame, ...choices } = detect.getState();
      if (!seen || seen.frame !== frame) return;
      const guests = poseTaken(seen, choices);
      if (guests.people.length === 0) return;
      const taken = takeOver(figure.getState().pose, guests, { how, canvas: choices.canvas });
      const count = guests.people.length;
      dependencies.edit(
        () => taken.pose,
        say`${say`${counted(count, { one: '# person', other: '# people' })}`} taken from ${frame.name}`,
        () => selectionOfPeople([...guests.people.keys()].map((index) => taken.first + index)),
        how === 'replace' ? 'others' : 'same',
      );
      if (choices.asReference) void layBelow(reference, frame);
      reset();
      detect.setState({ open: false });
    },
  };
}

/** What a file is for; one that does not tell its kind is for the source that it was given to. */
function sourceOf({ type }: File, source: DetectSource): Exclude<DetectSource, 'camera'> {
  if (type.startsWith('video/')) return 'video';
  return source === 'video' && !type.startsWith('image/') ? 'video' : 'picture';
}

/** The skeleton is fitted into the canvas, so the picture is, too: then they lie on each other. */
async function layBelow(reference: DetectDependencies['reference'], frame: Frame): Promise<void> {
  await reference.openImage(await frame.toFile());
  reference.place({ fit: 'contain', visible: true });
}

interface Look {
  readonly frame: Frame;
  readonly detector: DetectorEntry;
}

interface Looks {
  /** Looks at once, or after the look at work; of those that wait only the newest is done. */
  next(look: Look): void;
  stop(): void;
}

function createLooks({ detect, detector, settings, page }: DetectDependencies): Looks {
  let waiting: Look | undefined;
  let working: AbortController | undefined;

  async function see({ frame, detector: entry }: Look, signal: AbortSignal): Promise<Seen> {
    const { maxPeople } = detect.getState();
    // A small network is done on the CPU before a GPU is ready.
    const backend = entry.builtIn ? 'wasm' : settings.getState().backend;
    const load = { detector: entry, page, backend } as const;
    const request = { image: frame.image, maxPeople, minScore: LOWEST_SCORE };
    const { people } = await detector.look({ load, request, signal, onLoad: () => tellLoading(signal) });
    return { frame, people, detector: entry, maxPeople };
  }

  function tellLoading(signal: AbortSignal): void {
    if (!signal.aborted) detect.setState({ work: 'loading' });
  }

  async function work(): Promise<void> {
    const stop = new AbortController();
    working = stop;
    try {
      while (waiting && isWanted(stop)) {
        const look = waiting;
        waiting = undefined;
        detect.setState({ work: 'looking' });
        const seen = await see(look, stop.signal);
        if (isWanted(stop)) detect.setState({ seen, failure: undefined });
      }
    } catch (error) {
      const failure = failureFrom(error);
      if (isFatal(failure)) detector.stop();
      if (isWanted(stop)) detect.setState({ failure });
    } finally {
      if (working === stop) {
        working = undefined;
        detect.setState({ work: 'none' });
      }
    }
  }

  return {
    next(look) {
      waiting = look;
      if (!working) void work();
    },
    stop() {
      waiting = undefined;
      working?.abort();
      working = undefined;
      detect.setState({ work: 'none' });
    },
  };
}

function isWanted({ signal }: AbortController): boolean {
  return !signal.aborted;
}
