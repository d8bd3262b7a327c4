/*
 * The held-out cases that tools/train writes (`world.held_out`), and which pictures are made of them.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ArmatureError } from '../../core/result/index.ts';

const caseSchema = v.object({
  name: v.pipe(v.string(), v.regex(/^\w+$/)),
  pose: v.string(),
  prompt: v.string(),
  seed: v.pipe(v.number(), v.integer()),
});

/** A pose and a prompt with the seed that its picture is made from. */
export interface HeldOutCase extends v.InferOutput<typeof caseSchema> {
  /** OpenPose JSON file. */
  readonly pose: string;
}

/** One picture of a case. */
export interface PictureOfCase {
  readonly which: HeldOutCase;
  readonly seed: number;
  /** `012.png` from the case's own seed, `012-1.png` from the first further one. */
  readonly file: string;
}

/** Far more than there are cases, so that no two pictures come from one seed. */
const SEEDS_APART = 10_000;

/**
 * Reads the cases of a folder, with the paths of their poses.
 *
 * @throws ArmatureError `file-missing`, or `bad-request` when cases.json holds something else
 */
export async function readCases(folder: string): Promise<HeldOutCase[]> {
  const path = join(folder, 'cases.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new ArmatureError({ code: 'file-missing', message: `There is no ${path}.` });
  const parsed = v.safeParse(v.array(caseSchema), JSON.parse(text));
  if (!parsed.success) throw new ArmatureError({ code: 'bad-request', message: `${path} holds no cases.` });
  return parsed.output.map((which) => ({ ...which, pose: join(folder, which.pose) }));
}

/** Which pictures are made of cases: one of each, and of every n-th as many as there are seeds. */
export function picturesOf(
  cases: readonly HeldOutCase[],
  { seeds, every }: { readonly seeds: number; readonly every: number },
): PictureOfCase[] {
  return cases.flatMap((which, index) =>
    Array.from({ length: index % every === 0 ? seeds : 1 }, (_, number) => ({
      which,
      seed: which.seed + number * SEEDS_APART,
      file: number === 0 ? `${which.name}.png` : `${which.name}-${number}.png`,
    })),
  );
}
