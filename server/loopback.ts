const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i;

/** Does this name, as it stands in an address or in `HOST`, mean this machine and no other? */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
