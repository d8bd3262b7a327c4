/* Entry of the worker that deals with words: the contract on its own port. */
import { allowOwnScripts, type TextCalls } from '../core/contract/index.ts';
import { createRuntime } from './runtime/index.ts';
import { loadOrtForBrowser } from './runtime/ort-browser.ts';
import { probeCapabilities } from './runtime/probe.ts';
import { serve } from './serve.ts';
import { webLocks } from './store/lock.ts';
import { opfsStore } from './store/opfs.ts';
import { tellLife } from './tell-life.ts';
import { createTextService } from './text-service.ts';

const service = createTextService({
  store: opfsStore(),
  locks: webLocks(),
  async openRuntime() {
    const { wasm } = await probeCapabilities();
    const loaded = await loadOrtForBrowser('wasm', wasm.threads);
    return createRuntime({ loaded, clock: () => performance.now() });
  },
});

// The runtime starts its threads from its own file.
allowOwnScripts(self);
serve<TextCalls>(self, service, { calls: 'at-once' });
tellLife(self);
