import type { Pose } from '../../../core/pose/index.ts';
import { SAMPLERS, SCHEDULERS } from '../../../core/sampling/index.ts';
import type { SharedSettings } from '../../../core/share/index.ts';
import { figuresInWords } from '../../actions/figure/editing.ts';
import { say } from '../../words/say.ts';

/** Who is in a pose, and on what canvas. */
export function peopleWords({ width, height, people }: Pose): string {
  return say`${figuresInWords(people)} on a canvas of ${width} × ${height} px.`;
}

/** Settings in a line, such as "20 steps, DPM++ 2M, Karras, 512 × 512 px, guidance 7, seed 5". */
export function settingsWords(settings: SharedSettings): string {
  const { steps, sampler, scheduler, width, height, guidance, seed, freshSeed, controlStrength } = settings;
  const facts = [
    steps !== undefined && say`${steps} steps`,
    sampler !== undefined && SAMPLERS[sampler].label,
    scheduler !== undefined && SCHEDULERS[scheduler].label,
    width !== undefined && height !== undefined && `${width} × ${height} px`,
    guidance !== undefined && say`guidance ${guidance}`,
    controlStrength !== undefined && say`pose strength ${controlStrength}`,
    freshSeed === true ? say`a new seed each time` : seed !== undefined && say`seed ${seed}`,
  ];
  return facts.filter((fact) => fact !== false).join(', ');
}
