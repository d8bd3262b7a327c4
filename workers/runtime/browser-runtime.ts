/*
 * The runtime of onnxruntime in a worker of the browser, on the backend that a report chose.
 */
import type { BackendReport } from '../../core/contract/index.ts';
import { createRuntime, type Runtime } from './index.ts';
import { loadOrtForBrowser } from './ort-browser.ts';
import { createDevice } from './probe.ts';

/**
 * Opens it.
 *
 * @param clock - now, in ms
 * @throws ArmatureError `network` when a file of the runtime cannot be fetched, `unsupported-backend` where no device opens
 */
export async function openBrowserRuntime(
  { backend, capabilities }: Pick<BackendReport, 'backend' | 'capabilities'>,
  clock: () => number,
): Promise<Runtime> {
  // With WebGPU the CPU only feeds the queue.
  const loaded = await loadOrtForBrowser(backend, backend === 'webgpu' ? 1 : capabilities.wasm.threads);
  return createRuntime({ loaded, clock, ...(backend === 'webgpu' && { device: await createDevice() }) });
}
