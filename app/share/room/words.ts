import type { Pose } from '../../../core/pose/index.ts';
import { SAMPLERS, SCHEDULERS } from '../../../core/sampling/index.ts';
import type { SharedSettings } from '../../../core/share/index.ts';
import { figuresInWords } from '../../actions/figure/editing.ts';

/** Who is in a pose, and on what canvas. */
export function peopleWords({ width, height, people }: Pose): string {
  return `${figuresInWords(people)} on a canvas of ${width} × ${height} px.`;
}

/** Settings in a line, such as "20 steps, DPM++ 2M, Karras, 512 × 512 px, guidance 7, seed 5". */
export function settingsWords(settings: SharedSettings): string {
  const { steps, sampler, scheduler, width, height, guidance, seed, freshSeed, controlStrength } = settings;
  const facts = [
    steps !== undefined && `${steps} steps`,
    sampler !== undefined && SAMPLERS[sampler].label,
    scheduler !== undefined && SCHEDULERS[scheduler].label,
    width !== undefined && height !== undefined && `${width} × ${height} px`,
    guidance !== undefined && `guidance ${guidance}`,
    controlStrength !== undefined && `pose strength ${controlStrength}`,
    freshSeed === true ? 'a new seed each time' : seed !== undefined && `seed ${seed}`,
  ];
  return facts.filter((fact) => fact !== false).join(', ');
}
