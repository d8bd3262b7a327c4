import * as v from 'valibot';
import { RECORD_KEYWORD } from '../pose/index.ts';
import type { SafetyVerdict } from './picture-texts.ts';

/** How a finished picture was enlarged. */
export interface Upscaling {
  /** Name of the upscaler that was used last. */
  readonly model: string;
  /** On both sides, all times together. */
  readonly factor: number;
}

/** Reads it from where it was kept. */
export const upscalingSchema = v.object({
  model: v.string(),
  factor: v.pipe(v.number(), v.finite(), v.minValue(1)),
});

/** Where A1111 writes what was done with a finished picture. */
const KEYWORD = 'postprocessing';

/**
 * The texts of a picture's PNG for the picture enlarged: those that it has, which still tell how it was drawn, with a note
 * under `postprocessing`, in A1111's words, and in our own record where there is one.
 *
 * @param texts - of the picture's file, by keyword
 * @param upscaling - what was done last, by itself
 * @param safety - what is known to have been said of the picture; earlier records do not tell
 */
export function upscaledTexts(
  texts: Readonly<Record<string, string>>,
  { model, factor }: Upscaling,
  safety?: SafetyVerdict,
): Readonly<Record<string, string>> {
  const done = `Postprocess upscale by: ${factor}, Postprocess upscaler: ${model}`;
  const record = recordIn(texts[RECORD_KEYWORD]);
  return {
    ...texts,
    [KEYWORD]: [...(texts[KEYWORD] === undefined ? [] : [texts[KEYWORD]]), done].join(', '),
    ...(record && {
      [RECORD_KEYWORD]: JSON.stringify({
        ...record,
        upscaled: again(record.upscaled, { model, factor }),
        ...(safety && { safety }),
      }),
    }),
  };
}

/** What was done before, and once more. */
export function again(before: Upscaling | undefined, { model, factor }: Upscaling): Upscaling {
  return { model, factor: (before?.factor ?? 1) * factor };
}

const recordSchema = v.looseObject({ upscaled: v.fallback(v.optional(upscalingSchema), undefined) });

function recordIn(text: string | undefined): v.InferOutput<typeof recordSchema> | undefined {
  if (text === undefined) return undefined;
  try {
    const json = JSON.parse(text) as unknown;
    const parsed = v.safeParse(recordSchema, json);
    // To valibot a list is an object, too.
    return parsed.success && !Array.isArray(json) ? parsed.output : undefined;
  } catch {
    // Whatever it is, it is not ours to change.
    return undefined;
  }
}
