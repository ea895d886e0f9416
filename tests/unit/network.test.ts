import { describe, expect, it } from 'vitest';
import { networkOf } from '@/lib/network';

describe('the network a request came from', () => {
  it.each([
    // remote, X-Forwarded-For, proxies of our own, network
    ['203.0.113.7', undefined, 0, '203.0.113.7'],
    ['203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
    ['203.0.113.7', '198.51.100.1, 192.0.2.9', 0, '203.0.113.7'],
    ['10.0.0.2', '198.51.100.1', 1, '198.51.100.1'],
    ['10.0.0.2', '192.0.2.66, 198.51.100.1', 1, '198.51.100.1'],
    ['10.0.0.2', '192.0.2.66,  198.51.100.1 , 10.0.0.3', 2, '198.51.100.1'],
    // Fewer steps than proxies: as far left as there is.
    ['10.0.0.2', undefined, 1, '10.0.0.2'],
    ['10.0.0.2', '198.51.100.1', 3, '198.51.100.1'],
    // What is no address was not written by a proxy of ours.
    ['10.0.0.2', 'me; drop table', 1, '10.0.0.2'],
    ['10.0.0.2', '198.51.100.1, unknown', 2, '10.0.0.2'],
    ['10.0.0.2', '', 1, '10.0.0.2'],
    // IPv6 by its /64; IPv4 in an IPv6 coat is IPv4.
    ['2001:db8:1:2:aaaa::1', undefined, 0, '2001:db8:1:2:0:0:0:0/64'],
    ['2001:db8:1:2:bbbb:cccc:dddd:2', undefined, 0, '2001:db8:1:2:0:0:0:0/64'],
    ['2001:db8:1:3::1', undefined, 0, '2001:db8:1:3:0:0:0:0/64'],
    ['::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
    ['::1', '2001:db8:1:2::5', 1, '2001:db8:1:2:0:0:0:0/64'],
    [undefined, '198.51.100.1', 0, 'unknown'],
  ])('connection %s, forwarded for %s, %i proxies: %s', (remote, forwarded, proxies, expected) => {
    expect(networkOf(remote, forwarded, proxies)).toBe(expected);
  });
});
