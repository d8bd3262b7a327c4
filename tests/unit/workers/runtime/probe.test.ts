import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../../core/contract/index.ts';
import {
  chooseBackend,
  createDevice,
  type Host,
  probeCapabilities,
} from '../../../../workers/runtime/probe.ts';

interface FakeAdapter {
  readonly architecture: string;
  readonly features?: readonly string[];
  readonly isFallbackAdapter?: boolean;
  /** What `requestDevice` is asked for; it refuses where this is left out. */
  readonly asked?: GPUDeviceDescriptor[];
}

function hostWith(adapter?: FakeAdapter | 'none'): Host {
  const navigator = { hardwareConcurrency: 12, deviceMemory: 8 };
  if (!adapter) return { crossOriginIsolated: true, navigator };
  const found = adapter === 'none' ? null : gpuAdapter(adapter);
  const gpu = { requestAdapter: () => Promise.resolve(found) } as unknown as GPU;
  return { crossOriginIsolated: true, navigator: { ...navigator, gpu } };
}

function gpuAdapter({ architecture, features = [], isFallbackAdapter = false, asked }: FakeAdapter): unknown {
  return {
    info: { vendor: 'acme', architecture, device: '', description: '', isFallbackAdapter },
    features: new Set(features),
    limits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9, maxBindGroups: 4 },
    requestDevice: (descriptor: GPUDeviceDescriptor) => {
      if (!asked) return Promise.reject(new Error('no device'));
      asked.push(descriptor);
      return Promise.resolve({ destroy: () => undefined });
    },
  };
}

const FULL = ['shader-f16', 'subgroups', 'timestamp-query'];

describe('probeCapabilities', () => {
  it('says which part of WebGPU is missing', async () => {
    expect((await probeCapabilities(hostWith())).gpuMissing).toBe('no-webgpu');
    expect((await probeCapabilities(hostWith('none'))).gpuMissing).toBe('no-adapter');
    expect((await probeCapabilities(hostWith({ architecture: 'ampere' }))).gpuMissing).toBe('no-device');
  });

  it('reports a hardware adapter and opens its device with all limits', async () => {
    const asked: GPUDeviceDescriptor[] = [];
    const { gpu } = await probeCapabilities(hostWith({ architecture: 'ampere', features: FULL, asked }));
    expect(gpu).toEqual({
      vendor: 'acme',
      architecture: 'ampere',
      description: '',
      software: false,
      float16: true,
      maxBindingBytes: 2e9,
      maxBufferBytes: 4e9,
    });
    expect(asked).toEqual([
      {
        requiredFeatures: ['shader-f16', 'subgroups'],
        requiredLimits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9, maxBindGroups: 4 },
      },
    ]);
  });

  it.each([{ architecture: 'swiftshader' }, { architecture: '', isFallbackAdapter: true }])(
    'knows the software adapter %o and leaves subgroups out',
    async (adapter) => {
      const asked: GPUDeviceDescriptor[] = [];
      const { gpu } = await probeCapabilities(hostWith({ ...adapter, features: FULL, asked }));
      expect(gpu?.software).toBe(true);
      expect(asked[0]?.requiredFeatures).toEqual(['shader-f16']);
    },
  );

  it('uses up to eight threads, one without isolation', async () => {
    const host = hostWith();
    expect((await probeCapabilities(host)).wasm).toEqual({
      threads: 8,
      cores: 12,
      memoryGiB: 8,
      crossOriginIsolated: true,
    });
    expect((await probeCapabilities({ ...host, crossOriginIsolated: false })).wasm.threads).toBe(1);
  });
});

describe('createDevice', () => {
  it('fails in words where no device opens', async () => {
    await expect(createDevice(hostWith({ architecture: 'ampere' }))).rejects.toMatchObject({
      failure: { code: 'unsupported-backend', message: 'The graphics adapter did not open a device.' },
    });
  });
});

describe('chooseBackend', () => {
  const wasm = { threads: 4, cores: 4, crossOriginIsolated: true };
  const gpu = {
    vendor: '',
    architecture: '',
    description: '',
    float16: true,
    maxBindingBytes: 1,
    maxBufferBytes: 1,
  };
  const hardware: Capabilities = { wasm, gpu: { ...gpu, software: false } };
  const software: Capabilities = { wasm, gpu: { ...gpu, software: true } };
  const none: Capabilities = { wasm, gpuMissing: 'no-adapter' };

  it('takes the hardware GPU, else WASM with the reason', () => {
    expect(chooseBackend('auto', hardware)).toMatchObject({ backend: 'webgpu', why: 'hardware-gpu' });
    expect(chooseBackend('auto', hardware, true)).toMatchObject({ backend: 'wasm', why: 'gpu-failed' });
    expect(chooseBackend('webgpu', hardware, true)).toMatchObject({ backend: 'webgpu' });
    expect(chooseBackend('auto', software)).toMatchObject({ backend: 'wasm', why: 'software-adapter' });
    expect(chooseBackend('auto', none)).toMatchObject({ backend: 'wasm', why: 'no-adapter' });
  });

  it('follows the person, where it can', () => {
    expect(chooseBackend('wasm', hardware)).toMatchObject({ backend: 'wasm', why: 'chosen-by-user' });
    expect(chooseBackend('webgpu', software)).toMatchObject({ backend: 'webgpu', why: 'chosen-by-user' });
    expect(() => chooseBackend('webgpu', none)).toThrow('found no graphics adapter');
  });
});
