/*
 * Which pages may embed this one, as `frame-ancestors` of a Content-Security-Policy has it.
 */

const ORIGIN = /^(https?):\/\/(\*\.)?([^:/]+)(?::(\d+))?$/;
const PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

interface Place {
  readonly scheme: string;
  readonly host: string;
  readonly port: string | undefined;
  /** Does it stand for all names below the host? */
  readonly below: boolean;
}

function placeOf(text: string): Place | undefined {
  const [, scheme = '', star, host = '', port] = ORIGIN.exec(text.toLowerCase()) ?? [];
  if (host === '') return undefined;
  return { scheme, host, port: port ?? PORTS[scheme], below: star !== undefined };
}

/**
 * Tells whether a page may embed this one.
 *
 * @param rules - `*`, `self`, `none`, origins, and origins that begin with `*.` after their scheme
 * @param host - origin of the page around, as browsers write it; `null` where it has none
 * @param own - origin of this page
 */
export function allowsHost(rules: readonly string[], host: string, own: string): boolean {
  return rules.some((rule) => {
    if (rule === '*') return true;
    if (rule === 'self') return host === own;
    const [allowed, asking] = [placeOf(rule), placeOf(host)];
    if (!allowed || !asking) return false;
    if (allowed.scheme !== asking.scheme || allowed.port !== asking.port) return false;
    return allowed.below ? asking.host.endsWith(`.${allowed.host}`) : asking.host === allowed.host;
  });
}
