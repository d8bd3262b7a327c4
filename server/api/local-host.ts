const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Is this the host of an address on this machine? */
export function isLocalHost(hostname: string): boolean {
  return LOCAL_NAMES.includes(hostname);
}
