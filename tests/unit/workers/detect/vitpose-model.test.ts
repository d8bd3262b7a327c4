import { expect, it, vi } from 'vitest';
import { ArmatureError } from '../../../../core/result/index.ts';
import { runAsVitPose } from '../../../../workers/detect/vitpose-model.ts';
import { floats, type Runtime, type Session } from '../../../../workers/runtime/index.ts';
import { loadTransformers } from '../../../../workers/transformers.ts';

const SOURCE = { name: 'pose.onnx', model: new Uint8Array(), outputsStay: false };
const SHAPE = [1, 3, 2, 1];
const pixels = floats(Float32Array.of(0, 1, 2, 3, 4, 5), SHAPE);

/** A runtime with one network, that doubles what it is fed. */
function doubling() {
  const release = vi.fn(() => Promise.resolve());
  const run = vi.fn<Session['run']>(({ pixel_values: fed }) =>
    fed?.at === 'cpu'
      ? Promise.resolve({
          heatmaps: floats(
            Float32Array.from(fed.data, (value) => 2 * value),
            fed.shape,
          ),
        })
      : Promise.reject(new Error('It was fed nothing.')),
  );
  const session: Session = {
    inputs: [{ name: 'pixel_values', type: 'float32', shape: SHAPE }],
    outputNames: ['heatmaps'],
    ...{ run, release },
  };
  const runtime: Runtime = {
    backend: 'wasm',
    float16: false,
    takeInferenceTime: () => 0,
    createSession: () => Promise.resolve(session),
    dispose: () => undefined,
  };
  return { runtime, run, release };
}

it('is run by the model of the package, over the session of the runtime', async () => {
  const { VitPoseForPoseEstimation } = await loadTransformers();
  const forward = vi.spyOn(VitPoseForPoseEstimation.prototype, 'forward');
  const { runtime, run, release } = doubling();
  const session = await runAsVitPose(runtime).createSession(SOURCE);
  const { heatmaps } = await session.run({ pixel_values: pixels });
  expect(heatmaps).toEqual(floats(Float32Array.of(0, 2, 4, 6, 8, 10), SHAPE));
  expect(forward).toHaveBeenCalledTimes(1);
  expect(run).toHaveBeenCalledTimes(1);
  await session.release();
  expect(release).toHaveBeenCalledTimes(1);
});

it('hands on what the runtime throws, and runs again after it', async () => {
  const { runtime, run } = doubling();
  const session = await runAsVitPose(runtime).createSession(SOURCE);
  const failure = new ArmatureError({ code: 'session-failed', message: 'No.' });
  run.mockRejectedValueOnce(failure);
  await expect(session.run({ pixel_values: pixels })).rejects.toBe(failure);
  expect(await session.run({ pixel_values: pixels })).toHaveProperty('heatmaps');
});
