/**
 * Headers that isolate the page from other origins: without them the browser gives no SharedArrayBuffer, and WASM runs on
 * one thread. The last one does it for a page in a frame, whatever the page around it is, where the browser knows it. All
 * that the page takes from elsewhere comes by CORS, so the strict `require-corp` costs nothing, and every browser has it.
 */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Document-Isolation-Policy': 'isolate-and-require-corp',
} as const;
