/*
 * Which addresses are out in the internet. The server connects to no others for anybody, whatever a name resolves to:
 * else a caller could reach through it into its own network.
 */
import { BlockList, isIP } from 'node:net';

/** Networks of a machine, a house, a cloud's inside, of relays and of no one (RFC 6890 and the registries it names). */
const INSIDE_4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** All unicast addresses of the internet begin with these three bits; of them, those that lead elsewhere are taken out. */
const OUTSIDE_6 = ['2000::', 3] as const;
const INSIDE_6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const inside = new BlockList();
for (const [network, prefix] of INSIDE_4) inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of INSIDE_6) inside.addSubnet(network, prefix, 'ipv6');
const outside6 = new BlockList();
outside6.addSubnet(...OUTSIDE_6, 'ipv6');

/** Is this an IP address of the public internet? */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, 'ipv4');
  return family === 6 && outside6.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}
