/* Entry of the worker that enlarges pictures: the contract on its own port. */
import { allowOwnScripts, type UpscaleCalls } from '../core/contract/index.ts';
import { createRuntime } from './runtime/index.ts';
import { loadOrtForBrowser } from './runtime/ort-browser.ts';
import { chooseBackend, createDevice, probeCapabilities } from './runtime/probe.ts';
import { serve } from './serve.ts';
import { openEntrySource } from './store/entry-source.ts';
import { webLocks } from './store/lock.ts';
import { opfsStore } from './store/opfs.ts';
import { tellLife } from './tell-life.ts';
import { createUpscaleService } from './upscale-service.ts';

const store = opfsStore();
const clock = (): number => performance.now();

const service = createUpscaleService({
  report: async (choice) => chooseBackend(choice, await probeCapabilities()),
  async openRuntime({ backend, capabilities }) {
    // With WebGPU the CPU only feeds the queue.
    const loaded = await loadOrtForBrowser(backend, backend === 'webgpu' ? 1 : capabilities.wasm.threads);
    return createRuntime({ loaded, clock, ...(backend === 'webgpu' && { device: await createDevice() }) });
  },
  openSource: ({ upscaler: entry, page }, signal) =>
    openEntrySource({ entry, page, store, locks: webLocks(), signal, onProgress: () => undefined }),
});

// It starts its threads from its own file.
allowOwnScripts(self);
// The runtime allows no overlap.
serve<UpscaleCalls>(self, service, { calls: 'in-turn' });
tellLife(self);
