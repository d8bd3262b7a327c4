import { ISOLATION_HEADERS } from '../core/contract/index.ts';

/**
 * Code comes from the page's own origin alone. `wasm-unsafe-eval` is what compiling WebAssembly needs and allows no
 * JavaScript eval; pictures are shown from blobs, and the runtime starts its threads from one. Data may come from any
 * host: the hub's address can be changed and hubs redirect to storage hosts, and a person's own servers are wherever they
 * say, most often in their own network without TLS.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self' https: http: wss: ws:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Headers of every answer of the production server. */
export const PAGE_HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // The camera is asked for when the person presses a button; pages that embed this one do not get it.
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
} as const;
