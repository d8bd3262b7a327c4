/*
 * Multistep methods on the probability-flow ODE: one estimate a step, the slopes of earlier steps reused. They differ
 * in the weights of the slopes alone.
 */
import { integrate } from '../quadrature.ts';
import { combine, intervals, slope, type SamplerRun, type Samples, type Steps, type Term } from '../step.ts';

/** Where a step is, for its weights. */
interface Stride {
  /** Noise levels of the run. */
  readonly sigmas: readonly number[];
  /** Index of the level that the step leaves. */
  readonly index: number;
  /** Slopes to weigh, at most this many are known. */
  readonly order: number;
}

/** Weights of the slopes, the newest first; their sum is the step `sigmaNext - sigma`. */
type Weights = (stride: Stride) => number[];

async function* multistep<A extends Samples>(
  run: SamplerRun<A>,
  { order, weights }: { readonly order: number; readonly weights: Weights },
): Steps<A> {
  let x = run.x;
  const slopes: A[] = [];
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    slopes.unshift(slope(x, denoised, interval.sigma));
    slopes.length = Math.min(slopes.length, order);
    const stride = { sigmas: run.sigmas, index: interval.step - 1, order: slopes.length };
    const terms = weights(stride).map((weight, i): Term => [weight, slopes[i]!]);
    x = combine(x, [[1, x], ...terms]);
    yield { ...interval, x, denoised };
  }
}

/** Takes the last step, to 0, by the newest slope alone: to the estimate itself. */
function endingPlainly(weights: Weights): Weights {
  return (stride) =>
    stride.sigmas[stride.index + 1] === 0 ? [-stride.sigmas[stride.index]!] : weights(stride);
}

/** Linear multistep of order 4 (k-diffusion): the polynomial through the slopes, integrated over sigma. */
export function lms<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return multistep(run, { order: 4, weights: polynomialWeights });
}

function polynomialWeights({ sigmas, index, order }: Stride): number[] {
  const nodes = Array.from({ length: order }, (_, back) => sigmas[index - back]!);
  return nodes.map((_, j) =>
    integrate((sigma) => lagrange(nodes, j, sigma), sigmas[index]!, sigmas[index + 1]!),
  );
}

const ADAMS_BASHFORTH = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
] as const;

/** Improved PNDM (Zhang and Chen 2022, "DEIS", section on iPNDM): Adams-Bashforth as if steps were of equal length. */
export function ipndm<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return multistep(run, {
    order: 4,
    weights: endingPlainly(({ sigmas, index, order }) =>
      ADAMS_BASHFORTH[order - 1]!.map((weight) => weight * (sigmas[index + 1]! - sigmas[index]!)),
    ),
  });
}

/**
 * iPNDM with weights for steps of unequal length as diff-sampler (Zhou et al. 2024) writes them; `lms` has the exact
 * ones. Theirs are kept because seeds and settings that people share were made with them.
 */
export function ipndmV<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return multistep(run, { order: 4, weights: endingPlainly(unequalStepWeights) });
}

function unequalStepWeights({ sigmas, index, order }: Stride): number[] {
  const length = (back: number): number => sigmas[index + 1 - back]! - sigmas[index - back]!;
  const h = length(0);
  if (order === 1) return [h];
  const h1 = length(1);
  const weights = [(2 + h / h1) / 2, -h / h1 / 2, 0, 0];
  if (order >= 3) {
    const h2 = length(2);
    const third = (1 - h ** 2 / (3 * h1 * (h1 + h2))) / 2;
    weights[0]! += third;
    weights[1]! -= (1 + h1 / h2) * third;
    weights[2]! += (h1 / h2) * third;
    if (order === 4) {
      const h3 = length(3);
      const fourth =
        (((1 - h / (3 * (h + h1))) / 2 + ((1 - h / (2 * (h + h1))) * h) / (6 * (h + h1 + h2))) *
          (h * (h + h1) * (h + h1 + h2))) /
        (h1 * (h1 + h2) * (h1 + h2 + h3));
      const far = (h1 * (h1 + h2)) / (h2 * (h2 + h3));
      weights[0]! += fourth;
      weights[1]! -= (1 + h1 / h2 + far) * fourth;
      weights[2]! += (h1 / h2 + far * (1 + h2 / h3)) * fourth;
      weights[3]! -= ((far * h1) / h2) * fourth;
    }
  }
  return weights.slice(0, order).map((weight) => weight * h);
}

/** DEIS of order 3, tAB (Zhang and Chen 2022): polynomials in the time of the VP process, integrated over sigma. */
export function deis<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return multistep(run, { order: 3, weights: endingPlainly(vpWeights) });
}

/*
 * The time of the VP process for which sigma is 0.002 at time 0.001 and 80 at time 1 (Karras et al. 2022, table 1;
 * diff-sampler): sigma^2 + 1 = exp(slope t^2 / 2 + start t).
 */
const VP_FIRST = { time: 1e-3, log: Math.log1p(0.002 ** 2) };
const VP_LAST_LOG = Math.log1p(80 ** 2);
const VP_SLOPE = (2 * (VP_FIRST.log / VP_FIRST.time - VP_LAST_LOG)) / (VP_FIRST.time - 1);
const VP_START = VP_LAST_LOG - VP_SLOPE / 2;

/** Points of the sum that stands for the integral in diff-sampler, both ends among them. */
const VP_POINTS = 10_000;

function vpTime(sigma: number): number {
  return (Math.sqrt(VP_START ** 2 + 2 * VP_SLOPE * Math.log1p(sigma ** 2)) - VP_START) / VP_SLOPE;
}

/** The change of sigma with the VP time. */
function vpSpeed(time: number): number {
  const exponent = (VP_SLOPE / 2) * time ** 2 + VP_START * time;
  return ((VP_SLOPE * time + VP_START) * Math.exp(exponent)) / (2 * Math.sqrt(Math.expm1(exponent)));
}

function vpWeights({ sigmas, index, order }: Stride): number[] {
  if (order === 1) return [sigmas[index + 1]! - sigmas[index]!];
  const nodes = Array.from({ length: order }, (_, back) => vpTime(sigmas[index - back]!));
  const [from] = nodes as [number];
  const span = vpTime(sigmas[index + 1]!) - from;
  const weights = nodes.map(() => 0);
  for (let i = 0; i < VP_POINTS; i++) {
    const time = from + (span * i) / (VP_POINTS - 1);
    const part = (vpSpeed(time) * span) / VP_POINTS;
    for (let j = 0; j < order; j++) weights[j]! += part * lagrange(nodes, j, time);
  }
  return weights;
}

/** The polynomial that is 1 at node `j` and 0 at the others. */
function lagrange(nodes: readonly number[], j: number, at: number): number {
  return nodes.reduce(
    (product, node, k) => (k === j ? product : (product * (at - node)) / (nodes[j]! - node)),
    1,
  );
}
