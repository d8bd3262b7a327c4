/*
 * Choosing a pose, and the person's own poses: what is saved is shown at once and brought to the shelf after; where the
 * shelf fails it stays for the visit, and the page says so.
 */
import { mirrorPose, type Pose, readPoseFile } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { counted } from '../../core/words/index.ts';
import type { FigureStore } from '../state/figure.ts';
import type { PosesStore, SavedPose } from '../state/poses.ts';
import type { PoseReserve } from '../storage/pose-reserve.ts';
import type { PoseShelf } from '../storage/pose-shelf.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { FigureActions } from './figure.ts';

/** What the person calls a pose. */
export interface PoseName {
  readonly name: string;
  readonly category: string;
}

/** The part of a file that is read. */
export interface TextFile {
  readonly name: string;
  text(): Promise<string>;
}

/** What the actions work on. */
export interface PosesHost {
  readonly poses: PosesStore;
  readonly figure: FigureStore;
  readonly takePose: FigureActions['takePose'];
  readonly shelf: PoseShelf;
  /** For what the shelf does not take. */
  readonly reserve: PoseReserve;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What is done with poses. */
export type PoseActions = ReturnType<typeof createPoseActions>;

/** Makes the actions. */
export function createPoseActions(host: PosesHost) {
  const { poses: store, shelf, reserve } = host;

  function tell(note: string, problems: readonly string[] = []): void {
    store.setState({ note, problems });
  }

  /** Brings to the shelf what is not there yet. */
  async function keep(): Promise<void> {
    const waiting = unkeptOf(store.getState().saved);
    try {
      if (waiting.length > 0) await shelf.put(waiting);
      reserve.remove(waiting.map(({ id }) => id));
      const ids = new Set(waiting);
      store.setState(({ saved }) => ({
        saved: saved.map((pose) => (ids.has(pose) ? { ...pose, kept: true } : pose)),
        unkept: undefined,
      }));
    } catch (error) {
      reserve.put(waiting);
      store.setState({ unkept: failureFrom(error, 'storage') });
    }
  }

  async function add(poses: readonly SavedPose[]): Promise<void> {
    store.setState(({ saved }) => ({ saved: [...poses, ...saved] }));
    await keep();
  }

  function asSaved(named: PoseName & { readonly pose: Pose }): SavedPose {
    return { ...named, id: host.newId(), savedAt: host.now(), kept: false };
  }

  return {
    /** Reads the shelf; what this page could not keep so far stays. */
    async refresh(): Promise<void> {
      store.setState(({ saved }) => ({ saved: laidOver(laidOver(saved, reserve.all()), unkeptOf(saved)) }));
      try {
        const { poses, unreadable } = await shelf.all();
        store.setState(({ saved }) => ({
          saved: laidOver(poses, unkeptOf(saved)),
          unreadable,
          unkept: undefined,
        }));
        await keep();
      } catch (error) {
        store.setState({ unkept: failureFrom(error, 'storage') });
      }
    },
    /** Brings a pose onto the canvas and closes the dialog. */
    choose(pose: Pose): void {
      const { mirrored, insertion } = store.getState();
      const taken = host.takePose(mirrored ? mirrorPose(pose) : pose, insertion);
      if (taken) store.setState({ dialogOpen: false, note: '', problems: [] });
      else tell('', [say`The selected person is locked. Unlock it, or add the pose to the canvas instead.`]);
    },
    /** Saves everybody on the canvas, or the selected person alone. */
    async save({ name, category }: PoseName, who: 'everyone' | 'selected'): Promise<void> {
      const { pose, selection } = host.figure.getState();
      const chosen = pose.people.filter((_, person) => selection.people.includes(person));
      const people = who === 'everyone' ? pose.people : chosen;
      if (people.length === 0) {
        tell('', [say`There is nobody on the canvas to save.`]);
        return;
      }
      tell(say`“${name}” is saved.`);
      await add([asSaved({ name, category, pose: { ...pose, people } })]);
    },
    async rename(id: string, { name, category }: PoseName): Promise<void> {
      store.setState(({ saved }) => ({
        saved: saved.map((pose) => (pose.id === id ? { ...pose, name, category, kept: false } : pose)),
      }));
      await keep();
    },
    async remove(id: string): Promise<void> {
      const removed = store.getState().saved.filter((pose) => pose.id === id);
      reserve.remove([id]);
      store.setState(({ saved }) => ({ saved: saved.filter((pose) => pose.id !== id), removed }));
      tell(say`“${removed[0]?.name ?? ''}” is deleted.`);
      try {
        await shelf.remove([id]);
      } catch (error) {
        store.setState({ unkept: failureFrom(error, 'storage') });
      }
    },
    /** Brings back what was removed last. */
    async undoRemove(): Promise<void> {
      const { removed } = store.getState();
      store.setState({ removed: [] });
      tell('');
      await add(removed.map((pose) => ({ ...pose, kept: false })));
    },
    /** Reads files; one that cannot be read costs the others nothing. */
    async importFiles(files: readonly TextFile[]): Promise<void> {
      const problems: string[] = [];
      const read: SavedPose[] = [];
      for (const file of files) {
        try {
          const reading = readPoseFile(await file.text(), file.name);
          read.push(...reading.poses.map(asSaved));
          problems.push(...reading.problems.map((problem) => say(problem)));
        } catch (error) {
          problems.push(failureSaid(failureFrom(error, 'bad-pose')));
        }
      }
      tell(countWords(read.length), problems);
      await add(read);
    },
  };
}

function unkeptOf(saved: readonly SavedPose[]): readonly SavedPose[] {
  return saved.filter(({ kept }) => !kept);
}

/** Puts poses in the places of older rows of the same ids, and those that are new before all. */
function laidOver(rows: readonly SavedPose[], newer: readonly SavedPose[]): readonly SavedPose[] {
  const known = new Set(rows.map(({ id }) => id));
  const byId = new Map(newer.map((pose) => [pose.id, pose]));
  return [...newer.filter(({ id }) => !known.has(id)), ...rows.map((row) => byId.get(row.id) ?? row)];
}

function countWords(count: number): string {
  if (count === 0) return say`No pose was added.`;
  return say`${counted(count, { one: 'One pose is added.', other: '# poses are added.' })}`;
}
