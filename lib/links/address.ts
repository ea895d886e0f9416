import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of IPv6, what is given out to anybody. */
const global = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether the last half of an address carries an IPv4 address that a router may tunnel to (ISATAP). */
const tunnels = (address: ipaddr.IPv6): boolean => {
  const [, , , , first = 0, second = 0] = address.parts;
  return second === 0x5efe && (first === 0 || first === 0x200);
};

/**
 * Whether an IP address, in its usual spelling, is one that anybody on the internet may have. Private, loopback, link-local,
 * shared, multicast, documentation and reserved addresses are not, nor is any that has another one inside it.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv4) return true;
  return address.match(global) && !tunnels(address);
}
