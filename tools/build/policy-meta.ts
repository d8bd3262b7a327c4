import type { Plugin } from 'vite';
import { policyMeta } from '../../server/content-security-policy.ts';

/** Writes the policy into the built page, for hosts that send no headers. In development Vite has inline scripts of its own. */
export function policyMetaTag(): Plugin {
  return {
    name: 'policy-meta',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyMeta() },
        injectTo: 'head-prepend',
      },
      { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
    ],
  };
}
