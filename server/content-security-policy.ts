/*
 * The page's Content-Security-Policy, as a header and as a <meta> for hosts that send none.
 */
import { SCRIPT_POLICY } from '../core/contract/index.ts';

/** What a deployment may decide. */
export interface PolicySettings {
  /** Who may show the page in a frame. */
  readonly frameAncestors: readonly string[];
  /** Where the page may connect to beside its own origin. */
  readonly connect: readonly string[];
}

/** Anybody may embed the page, and it connects to whatever its person names: docs/decisions.md says why. */
export const USUAL_POLICY: PolicySettings = {
  frameAncestors: ['*'],
  connect: ['https:', 'http:', 'wss:', 'ws:'],
};

/**
 * Code comes from the page's own origin alone. `wasm-unsafe-eval` is what compiling WebAssembly needs and allows no
 * JavaScript eval. Pictures are shown from blobs; data addresses are icons in style sheets. Forms are sent nowhere but to
 * the share target beside the page.
 */
function directives({ connect }: PolicySettings): readonly string[] {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...connect].join(' '),
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${SCRIPT_POLICY}`,
  ];
}

/** The policy as a header. */
export function policyHeader(settings: PolicySettings): string {
  return [...directives(settings), `frame-ancestors ${settings.frameAncestors.join(' ')}`].join('; ');
}

/** The policy as the content of a <meta>, which cannot say who may frame the page. */
export function policyMeta(): string {
  return directives(USUAL_POLICY).join('; ');
}
