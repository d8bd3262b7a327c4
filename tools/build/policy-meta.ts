import type { Plugin } from 'vite';
import { policyMeta } from '../../server/content-security-policy.ts';
import { readSettings } from '../../server/environment.ts';

/** What all else in the head is under, and what has to come first in it. */
const CHARSET = '<meta charset="utf-8" />';

/**
 * Who may frame the page, where the owner says so: on hosts without headers the page itself then keeps to it, in
 * whom it speaks to.
 */
function framers(): readonly string[] {
  const { ARMATURE_FRAME_ANCESTORS } = process.env;
  if (ARMATURE_FRAME_ANCESTORS === undefined) return [];
  const { frameAncestors } = readSettings({ ARMATURE_FRAME_ANCESTORS }).policy;
  // Quotes are for headers.
  const places = frameAncestors.join(' ').replaceAll("'", '');
  return [`<meta name="armature-frame-ancestors" content="${places}" />`];
}

/** Writes the policy into the built page, for hosts that send no headers. In development Vite has inline scripts of its own. */
export function policyMetaTags(): Plugin {
  return {
    name: 'policy-meta',
    apply: 'build',
    transformIndexHtml(html) {
      if (!html.includes(CHARSET)) throw new Error(`index.html lacks ${CHARSET}.`);
      const policy = `<meta http-equiv="Content-Security-Policy" content="${policyMeta()}" />`;
      const referrer = '<meta name="referrer" content="no-referrer" />';
      return html.replace(CHARSET, [CHARSET, policy, referrer, ...framers()].join('\n    '));
    },
  };
}
