/*
 * What the settings panel marks where the next picture is drawn elsewhere: numbers that are narrower there, names that are not
 * known there, and fields that a back end has no way to take. What is set stays set, for pictures that are drawn here.
 */
import type { Abilities, Misfit } from '../../../core/remote/index.ts';
import { say } from '../../words/say.ts';
import type { NextCall } from './use-next-call.ts';
import { serviceName } from '../words.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Fields that some back ends cannot take at all, and whether one can. */
const TAKES = {
  sampler: ({ samplers }: Abilities) => samplers !== undefined,
  scheduler: ({ schedulers }: Abilities) => schedulers !== undefined,
  controlStrength: ({ controlStrength }: Abilities) => controlStrength !== undefined,
  controlStart: ({ controlSpan }: Abilities) => controlSpan,
  controlEnd: ({ controlSpan }: Abilities) => controlSpan,
  controlMode: ({ controlMode }: Abilities) => controlMode,
  clipSkip: ({ clipSkip }: Abilities) => clipSkip !== undefined,
  guidanceEnd: () => false,
  noise: () => false,
} as const;

/** How one field of the panel is marked, as the fields of `app/ui` take it. */
export interface FieldMark {
  /** Has the back end no way to take it? */
  readonly disabled: boolean;
  /** What the back end makes of the value that is set; empty where it takes it as it is. */
  readonly note: string;
  /** Does the value prevent the picture? */
  readonly invalid: boolean;
}

/** How the fields of the panel are marked. */
export interface FieldMarks {
  readonly field: (name: Misfit['field']) => FieldMark;
  /** The part of a slider's range that the back end takes. The value that is set stays in it. */
  readonly range: <Limits extends Range>(
    name: 'samples' | 'steps' | 'guidance' | 'controlStrength',
    here: Limits,
    value: number,
  ) => Limits;
  /** Options in two groups: what the back end has, and what it has not. */
  readonly options: <Option extends { readonly value: string }>(
    name: 'sampler' | 'scheduler',
    options: readonly Option[],
  ) => readonly (Option & { readonly group?: string })[];
  /** Says what it means that a field cannot be set; empty where all can. */
  readonly disabledNote: string;
}

/** Nothing is marked where pictures are drawn here. */
const UNMARKED: FieldMarks = {
  field: () => ({ disabled: false, note: '', invalid: false }),
  range: (_, here) => here,
  options: (_, options) => options,
  disabledNote: '',
};

/** @param next - where the next picture goes; undefined where it is drawn here */
export function fieldMarks(next: NextCall | undefined): FieldMarks {
  if (!next) return UNMARKED;
  const { abilities } = next.backend;
  const name = serviceName(next.backend);
  return {
    field(field) {
      const misfit = next.outlook.misfits.find((candidate) => candidate.field === field);
      const takes = field in TAKES ? TAKES[field as keyof typeof TAKES](abilities) : true;
      const note = misfit ? `${name}: ${say(misfit.message)}` : '';
      return { disabled: !takes, note, invalid: misfit?.kind === 'refused' };
    },
    range: (field, here, value) => narrowed(here, abilities[field], value),
    options(field, options) {
      const known: readonly string[] | undefined = abilities[`${field}s`];
      if (!known) return options;
      return options.map((option) => ({
        ...option,
        group: known.includes(option.value) ? say`At ${name}` : say`Not at ${name}`,
      }));
    },
    disabledNote: say`${name} has no way to take what is greyed out. It is kept for pictures that are drawn here.`,
  };
}

function narrowed<Limits extends Range>(here: Limits, there: Range | undefined, value: number): Limits {
  if (!there) return here;
  const min = Math.max(here.min, there.min);
  const max = Math.min(here.max, there.max);
  return { ...here, min: Math.min(min, value), max: Math.max(max, value) };
}
