/* Entry of the worker that finds people in pictures: the contract on its own port. */
import { allowOwnScripts, type DetectCalls } from '../core/contract/index.ts';
import { detectorVersion, openDetectorSource } from './detect/source.ts';
import { createDetectService } from './detect-service.ts';
import { openBrowserRuntime } from './runtime/browser-runtime.ts';
import { chooseBackend, probeCapabilities } from './runtime/probe.ts';
import { serve } from './serve.ts';
import { webLocks } from './store/lock.ts';
import { opfsStore } from './store/opfs.ts';
import { tellLife } from './tell-life.ts';

const store = opfsStore();
const clock = (): number => performance.now();

const service = createDetectService({
  clock,
  report: async (choice) => chooseBackend(choice, await probeCapabilities()),
  openRuntime: (report) => openBrowserRuntime(report, clock),
  openSource: (request, signal, onProgress) =>
    openDetectorSource({ request, store, locks: webLocks(), signal, onProgress }),
  versionOf: (detector) => detectorVersion(store, detector),
});

// It starts its threads from its own file.
allowOwnScripts(self);
// The runtime allows no overlap.
serve<DetectCalls>(self, service, { calls: 'in-turn' });
tellLife(self);
