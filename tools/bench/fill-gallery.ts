import type { Page } from 'playwright';
import { encodePng } from '../../core/png/index.ts';
import { presetPose } from '../../core/pose/index.ts';

/** What of pictures can be chosen that are put on the shelf. */
export interface ShelfFilling {
  readonly count: number;
  /** px */
  readonly side?: number;
  /** Words of the prompts, in turn. */
  readonly prompts?: readonly string[];
}

const PROMPTS = [
  'a red dancer in the rain',
  'a blue robot',
  'a knight, oil painting',
  'portrait of a sailor',
];

/**
 * Puts pictures on the shelf of a page that has opened it, behind the page's back: the newest first in the order of their
 * numbers, a minute apart, every fifth a favourite, every third drawn by another model, every seventh elsewhere.
 */
export async function fillShelf(
  page: Page,
  { count, side = 256, prompts = PROMPTS }: ShelfFilling,
): Promise<void> {
  const pose = presetPose('standing', { width: side, height: side });
  const files = Array.from({ length: 12 }, (_, i) => Buffer.from(drawing(side, i)).toString('base64'));
  await page.evaluate(writeRows, { count, side, prompts, files, pose: JSON.stringify(pose) });
}

/** A picture that can be told from the others: stripes of two colours. */
function drawing(side: number, number: number): Uint8Array {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const band = Math.floor((x + y * ((number % 3) - 1)) / 24) % 2;
      const at = (y * side + x) * 4;
      data[at] = 60 + ((number * 53) % 180) + (y * 20) / side;
      data[at + 1] = 60 + ((number * 97) % 170) + band * 20;
      data[at + 2] = 80 + ((number * 31) % 160) - (x * 40) / side;
      data[at + 3] = 255;
    }
  }
  return encodePng({ width: side, height: side, data });
}

interface Rows {
  readonly count: number;
  readonly side: number;
  readonly prompts: readonly string[];
  /** PNG, in base 64. */
  readonly files: readonly string[];
  readonly pose: string;
}

/** Runs in the page. */
async function writeRows({ count, side, prompts, files, pose }: Rows): Promise<void> {
  const blobs = files.map((file) => {
    const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: 'image/png' });
  });
  const opening = indexedDB.open('armature.gallery');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error('The shelf cannot be opened.'));
  });
  const transaction = database.transaction(['pictures', 'details', 'thumbnails', 'files'], 'readwrite');
  const now = Date.now();
  for (let i = 0; i < count; i++) {
    const id = `filled-${String(i).padStart(6, '0')}`;
    const blob = blobs[i % blobs.length];
    if (!blob) throw new Error('There is no picture to fill it with.');
    const elsewhere = i % 7 === 6;
    transaction.objectStore('pictures').put({
      ...{ id, layout: 2, madeAt: now - i * 60_000, width: side, height: side, bytes: blob.size },
      ...{ place: 'database', favourite: i % 5 === 4, posed: 1, totalMs: 4200 },
      model: i % 3 === 2 ? 'other-model' : 'armature-256',
      settings: {
        ...{ prompt: `${prompts[i % prompts.length]} ${i}`, negativePrompt: 'blurry', seed: 1000 + i },
        ...{ clipSkip: 1, noise: 'cpu', samples: 1, width: side, height: side, steps: 12, guidance: 4 },
        ...{ guidanceEnd: 1, sampler: 'dpmpp_2m', scheduler: 'karras', controlStrength: 1 },
        ...{ controlStart: 0, controlEnd: 1, controlMode: 'balanced' },
      },
      source: elsewhere
        ? { kind: 'remote', backendId: 'comfyui', label: 'ComfyUI', model: 'dreamshaper', ownSampling: false }
        : {
            kind: 'engine',
            modelId: i % 3 === 2 ? 'other-model' : 'armature-256',
            addons: {},
            backend: { backend: 'wasm' },
          },
    });
    transaction.objectStore('details').put({ id, digests: [], pose: JSON.parse(pose) as unknown });
    transaction.objectStore('thumbnails').put(blob, id);
    if (i < 40) transaction.objectStore('files').put(blob, id);
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(new Error('The rows cannot be written.'));
  });
  database.close();
}
