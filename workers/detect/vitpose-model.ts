/*
 * ViTPose as the transformers package has it, over a session of our runtime.
 */
import { invariant } from '../../core/result/index.ts';
import {
  type CpuTensor,
  floats,
  integers,
  type Runtime,
  type Session,
  type SessionTensors,
} from '../runtime/index.ts';
import { HostTensor, loadTransformers } from '../transformers.ts';

/** Gives a runtime whose sessions are run by the package's `VitPoseForPoseEstimation`. */
export function runAsVitPose(runtime: Runtime): Runtime {
  return {
    ...runtime,
    async createSession(source) {
      const session = await runtime.createSession(source);
      try {
        return await vitPoseOver(session);
      } catch (error) {
        await session.release();
        throw error;
      }
    },
  };
}

async function vitPoseOver(session: Session): Promise<Session> {
  const { PretrainedConfig, Tensor, VitPoseForPoseEstimation } = await loadTransformers();
  const failures: unknown[] = [];
  const hosted = {
    inputNames: session.inputs.map(({ name }) => name),
    /** The package runs all sessions one after the other, and none after one that rejected: so this one never does. */
    async run(feeds: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>> {
      try {
        return hostTensors(await session.run(mapValues(feeds, ours)));
      } catch (thrown) {
        failures.push(thrown);
        return {};
      }
    },
  };
  const config = new PretrainedConfig({ model_type: 'vitpose' });
  const model = new VitPoseForPoseEstimation(config, { model: hosted }, {});
  return {
    ...session,
    async run(inputs) {
      const feeds = mapValues(
        hostTensors(inputs),
        ({ type, data, dims }) => new Tensor(type, data, [...dims]),
      );
      const outputs = (await model(feeds)) as Readonly<Record<string, HostTensor>>;
      if (failures.length > 0) throw failures.pop();
      return mapValues(outputs, ours);
    },
  };
}

function hostTensors(tensors: SessionTensors): Record<string, HostTensor> {
  return mapValues(tensors, (tensor) => {
    invariant(tensor.at === 'cpu', 'A tensor of ViTPose stayed on the GPU.');
    return new HostTensor(tensor.data, tensor.shape);
  });
}

function ours({ data, dims }: HostTensor): CpuTensor {
  return data instanceof Float32Array ? floats(data, dims) : integers(data, dims);
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
