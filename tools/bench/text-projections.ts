/*
 * What it gains to project the text once a prompt instead of once a step: `npm run bench:text-projections`. One step of
 * both networks with either kind of graph, in turn, in one process.
 */
import { availableParallelism } from 'node:os';
import {
  authorControlNet,
  authorTextProjections,
  authorUNet,
  type AuthoredModel,
} from '../../core/models/index.ts';
import { openModel } from '../../workers/engine/model.ts';
import { createRuntime, floats, type SessionTensors } from '../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../workers/runtime/ort-node.ts';
import { exitWith } from '../cli/failures.ts';
import { existingFolder } from '../cli/node-folder.ts';
import { builtInModel } from '../cli/read-inputs.ts';

const ROUNDS = 40;
const CELLS = 32;
const BATCH = 1;

async function main(): Promise<void> {
  const { folder } = await builtInModel();
  const model = await openModel({ model: await existingFolder(folder), policy: 'f32' });
  const clock = (): number => performance.now();
  const runtime = createRuntime({ loaded: loadOrtForNode(availableParallelism()), clock });
  const { textEncoder, unet, controlNet } = model;
  if (!controlNet) throw new Error('The built-in model has a ControlNet.');
  const sequenceLength = textEncoder.config.max_position_embeddings;
  const texts = { batch: BATCH, sequenceLength };
  const sizes = { ...texts, height: CELLS, width: CELLS };
  const time = async (network: typeof unet | NonNullable<typeof controlNet>, authored: AuthoredModel) => {
    const session = await runtime.createSession(await network.weights.sourceFor(authored));
    const feeds = feedsOf(authored);
    await session.run(feeds);
    return async (): Promise<number> => {
      const started = clock();
      await session.run(feeds);
      return clock() - started;
    };
  };
  const policies = {
    unet: { policy: unet.weights.policy },
    controlNet: { policy: controlNet.weights.policy },
  };
  const kinds = { states: { text: 'states' }, projected: { text: 'projected' } } as const;
  const steps = {
    unetStates: await time(
      unet,
      authorUNet(unet.config, { ...sizes, ...policies.unet, ...kinds.states, control: true }),
    ),
    unetProjected: await time(
      unet,
      authorUNet(unet.config, { ...sizes, ...policies.unet, ...kinds.projected, control: true }),
    ),
    controlNetStates: await time(
      controlNet,
      authorControlNet(controlNet.config, { ...sizes, ...policies.controlNet, ...kinds.states }),
    ),
    controlNetProjected: await time(
      controlNet,
      authorControlNet(controlNet.config, { ...sizes, ...policies.controlNet, ...kinds.projected }),
    ),
    projections: await time(unet, authorTextProjections(unet.config, { ...texts, ...policies.unet })),
  };
  const least: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, step] of Object.entries(steps)) {
      least[name] = Math.min(least[name] ?? Infinity, await step());
    }
  }
  const ratio = (a: string, b: string): number => Number(((least[a] ?? NaN) / (least[b] ?? NaN)).toFixed(3));
  const report = {
    unetStepRatio: ratio('unetProjected', 'unetStates'),
    controlNetStepRatio: ratio('controlNetProjected', 'controlNetStates'),
    projectionsPerUnetStep: ratio('projections', 'unetStates'),
  };
  console.log(JSON.stringify(report, null, 2));
}

/** Inputs of the right shapes; the time does not depend on the values. */
function feedsOf({ inputs }: AuthoredModel): SessionTensors {
  return Object.fromEntries(
    inputs.map(({ name, shape }) => {
      const length = shape.reduce((product, side) => product * side, 1);
      return [name, floats(new Float32Array(length).fill(0.1), shape)];
    }),
  );
}

try {
  await main();
} catch (error) {
  exitWith(error);
}
