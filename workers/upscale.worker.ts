/* Entry of the worker that enlarges pictures: the contract on its own port. */
import { allowOwnScripts, type UpscaleCalls } from '../core/contract/index.ts';
import { openBrowserRuntime } from './runtime/browser-runtime.ts';
import { chooseBackend, probeCapabilities } from './runtime/probe.ts';
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
  openRuntime: (report) => openBrowserRuntime(report, clock),
  openSource: ({ upscaler: entry, page }, signal) =>
    openEntrySource({ entry, page, store, locks: webLocks(), signal, onProgress: () => undefined }),
});

// It starts its threads from its own file.
allowOwnScripts(self);
// The runtime allows no overlap.
serve<UpscaleCalls>(self, service, { calls: 'in-turn' });
tellLife(self);
