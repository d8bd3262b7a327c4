/*
 * Which addresses the page and its workers may start scripts from. Browsers with Trusted Types refuse every text that would
 * become code; the one use that we have of such texts, starting workers, passes here.
 */

/** What is needed of a window's or a worker's global scope. */
export interface ScriptScope {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
  };
  readonly location: { readonly href: string };
  readonly URL: new (address: string, base?: string) => { readonly href: string };
}

/** The only name that the page's Content-Security-Policy allows: what no other policy has made passes this one. */
export const SCRIPT_POLICY = 'default';

/**
 * Lets scripts be started from the folder of the page or worker, and below it. It makes no policy for markup or for code, so
 * those stay refused. Where the browser has no Trusted Types it does nothing.
 */
export function allowOwnScripts({ trustedTypes, location, URL }: ScriptScope): void {
  const folder = new URL('.', location.href).href;
  trustedTypes?.createPolicy(SCRIPT_POLICY, {
    createScriptURL(address) {
      const { href } = new URL(address, location.href);
      return href.startsWith(folder) ? href : null;
    },
  });
}
