/*
 * What this machine offers, measured before a backend is chosen.
 */
import type {
  BackendChoice,
  BackendReport,
  Capabilities,
  GpuReport,
  WasmReport,
} from '../../core/contract/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words, type Words } from '../../core/words/index.ts';

/** More threads than this bring no more speed, only more memory and waiting at barriers. */
const MAX_THREADS = 8;

/** Adapters that compute on the CPU, by the names that they give themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** What the measurement looks at; a worker's global scope has it. */
export interface Host {
  readonly crossOriginIsolated: boolean;
  readonly navigator: {
    readonly hardwareConcurrency: number;
    /** GiB; only some browsers tell. */
    readonly deviceMemory?: number;
    readonly gpu?: GPU;
  };
}

/**
 * Measures the host. A device is opened and closed again, because an adapter may exist whose device does not open.
 */
export async function probeCapabilities(host: Host = self): Promise<Capabilities> {
  const wasm = wasmReport(host);
  const { gpu } = host.navigator;
  if (!gpu) return { wasm, gpuMissing: 'no-webgpu' };
  const adapter = await requestAdapter(gpu);
  if (!adapter) return { wasm, gpuMissing: 'no-adapter' };
  const report = gpuReport(adapter);
  const device = await requestDevice(adapter, report);
  if (!device) return { wasm, gpuMissing: 'no-device' };
  device.destroy();
  return { wasm, gpu: report };
}

/**
 * Decides where to run. A hardware GPU is taken where there is one; a software adapter is slower than WASM and is used
 * only when the person asks for it.
 *
 * @param gpuFailed - is a GPU known to fail, so that it is used only when the person asks for it?
 * @throws ArmatureError `unsupported-backend` when the person asks for WebGPU and there is none
 */
export function chooseBackend(
  choice: BackendChoice,
  capabilities: Capabilities,
  gpuFailed = false,
): BackendReport {
  const { gpu, gpuMissing = 'no-webgpu' } = capabilities;
  if (choice === 'wasm') return { backend: 'wasm', why: 'chosen-by-user', capabilities };
  if (choice === 'webgpu') {
    if (!gpu) throw unsupported(gpuMissing);
    return { backend: 'webgpu', why: 'chosen-by-user', capabilities };
  }
  if (!gpu) return { backend: 'wasm', why: gpuMissing, capabilities };
  if (gpuFailed) return { backend: 'wasm', why: 'gpu-failed', capabilities };
  if (gpu.software) return { backend: 'wasm', why: 'software-adapter', capabilities };
  return { backend: 'webgpu', why: 'hardware-gpu', capabilities };
}

/**
 * Opens a device with all that the adapter has: by default a device has far smaller buffers.
 *
 * @throws ArmatureError `unsupported-backend` where there is no adapter or no device opens
 */
export async function createDevice(host: Host = self): Promise<GPUDevice> {
  const { gpu } = host.navigator;
  if (!gpu) throw unsupported('no-webgpu');
  const adapter = await requestAdapter(gpu);
  if (!adapter) throw unsupported('no-adapter');
  const device = await requestDevice(adapter, gpuReport(adapter));
  if (!device) throw unsupported('no-device');
  return device;
}

function requestAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  return gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
}

function requestDevice(adapter: GPUAdapter, { software }: GpuReport): Promise<GPUDevice | undefined> {
  // With subgroups as narrow as those of software adapters the runtime's attention computes wrong numbers.
  const wanted: GPUFeatureName[] = software ? ['shader-f16'] : ['shader-f16', 'subgroups'];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  return adapter
    .requestDevice({ requiredFeatures, requiredLimits: limitsOf(adapter) })
    .catch(() => undefined);
}

/** Every limit of the adapter, as a device may ask for it. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const all: Record<string, number> = {};
  for (const name in limits) {
    const value: unknown = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') all[name] = value;
  }
  return all;
}

function gpuReport({ info, features, limits }: GPUAdapter): GpuReport {
  const { vendor, architecture, device, description } = info;
  return {
    vendor,
    architecture,
    description,
    software: info.isFallbackAdapter || SOFTWARE.test([vendor, architecture, device, description].join(' ')),
    float16: features.has('shader-f16'),
    maxBindingBytes: limits.maxStorageBufferBindingSize,
    maxBufferBytes: limits.maxBufferSize,
  };
}

function wasmReport({ crossOriginIsolated, navigator }: Host): WasmReport {
  const { hardwareConcurrency: cores, deviceMemory } = navigator;
  return {
    threads: crossOriginIsolated ? Math.min(cores, MAX_THREADS) : 1,
    crossOriginIsolated,
    cores,
    ...(deviceMemory !== undefined && { memoryGiB: deviceMemory }),
  };
}

const MISSING: Readonly<Record<NonNullable<Capabilities['gpuMissing']>, Words>> = {
  'no-webgpu': words`This browser has no WebGPU.`,
  'no-adapter': words`This browser has WebGPU, but found no graphics adapter.`,
  'no-device': words`The graphics adapter did not open a device.`,
};

function unsupported(missing: NonNullable<Capabilities['gpuMissing']>): ArmatureError {
  return new ArmatureError({
    code: 'unsupported-backend',
    message: MISSING[missing],
    next: words`Choose WASM, or let Armature choose.`,
  });
}
