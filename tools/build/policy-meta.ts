import type { Plugin } from 'vite';
import { policyMeta } from '../../server/content-security-policy.ts';

/** What all else in the head is under, and what has to come first in it. */
const CHARSET = '<meta charset="utf-8" />';

/** Writes the policy into the built page, for hosts that send no headers. In development Vite has inline scripts of its own. */
export function policyMetaTags(): Plugin {
  return {
    name: 'policy-meta',
    apply: 'build',
    transformIndexHtml(html) {
      if (!html.includes(CHARSET)) throw new Error(`index.html lacks ${CHARSET}.`);
      const policy = `<meta http-equiv="Content-Security-Policy" content="${policyMeta()}" />`;
      const referrer = '<meta name="referrer" content="no-referrer" />';
      return html.replace(CHARSET, [CHARSET, policy, referrer].join('\n    '));
    },
  };
}
