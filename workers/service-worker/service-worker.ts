/*
 * Keeps the files of the page so that it opens with no network. Only files of the list that the build wrote are kept and
 * answered with; everything else, such as calls of back ends elsewhere, passes by untouched. Models that were downloaded
 * are in the store, which is none of this worker's business.
 *
 * A page keeps the version that it was opened with: this worker takes over no page that is open, and a new version waits
 * until all pages of the old one are gone, or the only one asks for it.
 */
import { addPlugins, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { isStartNewVersion, SHARE_ACTION } from '../../core/contract/index.ts';
import { bringForward } from './bring-forward.ts';
import { withLimitsOfNow } from './host-policy.ts';
import { isolated } from './isolation.ts';
import { createModelsListKeeper, MODELS_LIST } from './models-list.ts';
import { startNewVersion } from './new-version.ts';
import { receiveFiles } from './shared-files.ts';

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
/** Of the runtime's two builds for the GPU a browser uses one, by the test that workers/runtime makes, too. */
const otherBuild = 'Suspending' in WebAssembly ? '.asyncify-' : '.jspi-';

addPlugins([
  {
    // What the page has fetched a moment ago, its model above all, is asked for again but not sent again: the host confirms
    // the browser's copy. Each file's digest tells if the copy is of another build.
    requestWillFetch: ({ request }) =>
      Promise.resolve(request.cache === 'reload' ? new Request(request, { cache: 'no-cache' }) : request),
    async cachedResponseWillBeUsed({ cachedResponse, request, cacheName, event }) {
      if (!cachedResponse || !(event instanceof FetchEvent)) return cachedResponse;
      const keep = async (response: Response): Promise<void> =>
        (await caches.open(cacheName)).put(request, response);
      const file = { request: event.request, response: cachedResponse, keep, scope };
      return isolated(await withLimitsOfNow(file));
    },
  },
]);
// The build puts the list in the place of this name.
const files = self.__WB_MANIFEST.map((entry) => (typeof entry === 'string' ? { url: entry } : entry));
const modelsList = createModelsListKeeper(scope, files);
precacheAndRoute(
  files.filter(({ url }) => url !== MODELS_LIST && !url.includes(otherBuild)),
  // What stands behind the question mark is for the page.
  { cleanURLs: false, ignoreURLParametersMatching: [/./] },
);
registerRoute(
  ({ url }) => url.origin + url.pathname === new URL(MODELS_LIST, scope).href,
  async () => isolated(await modelsList.answer()),
);
registerRoute(
  ({ url }) => url.href === new URL(SHARE_ACTION, scope).href,
  ({ request }) => receiveFiles(request, scope),
  'POST',
);

self.addEventListener('install', (event) => event.waitUntil(modelsList.install()));
self.addEventListener('activate', (event) => event.waitUntil(modelsList.activate()));

self.addEventListener('message', (event) => {
  const { source, ports } = event;
  if (!isStartNewVersion(event.data) || !(source instanceof Client)) return;
  event.waitUntil(startNewVersion(self, source.id).then((answer) => ports[0]?.postMessage(answer)));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(bringForward(self));
});
