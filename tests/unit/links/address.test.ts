import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '@/lib/links/address';
import { isReserved, targetOf } from '@/lib/links/target';

const notPublic: [string, string][] = [
  ['unspecified', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['private', '10.0.0.1'],
  ['private', '10.255.255.255'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.254'],
  ['private', '192.168.1.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.8.9.10'],
  ['link-local, cloud metadata', '169.254.169.254'],
  ['shared by carriers', '100.64.0.1'],
  ['shared by carriers', '100.127.255.254'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.7'],
  ['documentation', '203.0.113.9'],
  ['6to4 relay', '192.88.99.1'],
  ['benchmarking', '198.18.0.1'],
  ['benchmarking', '198.19.255.255'],
  ['multicast', '224.0.0.1'],
  ['multicast', '239.255.255.250'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['mapped', '::ffff:127.0.0.1'],
  ['mapped', '::ffff:7f00:1'],
  ['mapped public', '::ffff:93.184.215.14'],
  ['compatible', '::127.0.0.1'],
  ['compatible', '::a00:1'],
  ['translated', '64:ff9b::127.0.0.1'],
  ['translated', '64:ff9b::5db8:d70e'],
  ['translated, local', '64:ff9b:1::a00:1'],
  ['6to4', '2002:7f00:1::'],
  ['6to4', '2002:c0a8:101::1'],
  ['Teredo', '2001::1'],
  ['Teredo', '2001:0:53aa:64c:0:0:80ff:fffe'],
  ['benchmarking', '2001:2::1'],
  ['protocol assignments', '2001:40::1'],
  ['ORCHID', '2001:10::1'],
  ['ORCHID 2', '2001:20::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['name servers for private addresses (AS112)', '2620:4f:8000::1'],
  ['discard', '100::1'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fd12:3456:789a::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['public with a zone', '2606:4700:4700::1111%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['tunnelled (ISATAP)', '2606:4700::5efe:a00:1'],
  ['tunnelled (ISATAP)', '2606:4700::200:5efe:7f00:1'],
  ['not given out', '4000::1'],
  ['segment routing', '5f00::1'],
  ['not an address', 'localhost'],
  ['not in the usual spelling', '0x7f.1'],
  ['not in the usual spelling', '2130706433'],
];

const open = ['93.184.215.14', '1.1.1.1', '9.255.255.255', '11.0.0.1', '172.15.255.255', '172.32.0.1', '192.167.1.1'];
const open6 = ['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '2620:fe::fe', '3ffe:ffff::1'];

describe('an address is public', () => {
  it.each(notPublic)('not when it is %s: %s', (_why, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each([...open, ...open6])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

const refused: [string, string][] = [
  ['http://127.0.0.1/', 'not-public'],
  ['http://2130706433/', 'not-public'],
  ['http://0x7f000001/', 'not-public'],
  ['http://0x7f.0.0.1/', 'not-public'],
  ['http://0177.0.0.1/', 'not-public'],
  ['http://017700000001/', 'not-public'],
  ['http://127.1/', 'not-public'],
  ['http://127.0.1/', 'not-public'],
  ['http://127.0.0.1./', 'not-public'],
  ['http://0/', 'not-public'],
  ['http://１２７.０.０.１/', 'not-public'],
  ['http://①②⑦.⓪.⓪.①/', 'not-public'],
  ['http://127。0。0。1/', 'not-public'],
  ['http://%31%32%37.0.0.1/', 'not-public'],
  ['http://10.1/', 'not-public'],
  ['http://3232235777/', 'not-public'],
  ['http://169.254.169.254/latest/meta-data/', 'not-public'],
  ['http://[::1]/', 'not-public'],
  ['http://[::]/', 'not-public'],
  ['http://[0:0:0:0:0:0:0:1]/', 'not-public'],
  ['http://[::ffff:127.0.0.1]/', 'not-public'],
  ['http://[::ffff:a9fe:a9fe]/', 'not-public'],
  ['http://[64:ff9b::a00:1]/', 'not-public'],
  ['http://[2002:7f00:1::]/', 'not-public'],
  ['http://[fe80::1%25eth0]/', 'no-address'],
  ['http://[fd00::1]/', 'not-public'],
  ['http://localhost/', 'not-public'],
  ['http://LOCALHOST/', 'not-public'],
  ['http://localhost./', 'not-public'],
  ['http://ｌｏｃａｌｈｏｓｔ/', 'not-public'],
  ['http://town.localhost/', 'not-public'],
  ['http://intranet/', 'not-public'],
  ['http://printer.local/', 'not-public'],
  ['http://files.internal/', 'not-public'],
  ['http://nas.home.arpa/', 'not-public'],
  ['http://router.lan/', 'not-public'],
  ['https://www.example/', 'reserved-name'],
  ['https://town.example./', 'reserved-name'],
  ['https://a.test/', 'reserved-name'],
  ['https://a.invalid/', 'reserved-name'],
  ['https://www.example.org/minutes', 'reserved-name'],
  ['https://user@town-site.org/', 'credentials'],
  ['https://user:word@town-site.org/', 'credentials'],
  ['https://town-site.org:8443/', 'wrong-port'],
  ['http://town-site.org:22/', 'wrong-port'],
  ['ftp://town-site.org/', 'wrong-scheme'],
  ['javascript:alert(1)', 'wrong-scheme'],
  ['file:///etc/passwd', 'wrong-scheme'],
  ['data:text/html,x', 'wrong-scheme'],
  ['gopher://town-site.org/', 'wrong-scheme'],
  ['//town-site.org/', 'no-address'],
  ['http://', 'no-address'],
];

describe('a link is visited', () => {
  it.each(refused)('not at %s: %s', (address, reason) => {
    expect(targetOf(address, ['80', '443'])).toBe(reason);
  });
  it('at public addresses and at names, without its fragment', () => {
    const target = targetOf('https://Town-Site.org./a?b#c', ['80', '443']);
    expect(target).toMatchObject({ host: 'town-site.org' });
    expect(typeof target === 'object' && target.url.href).toBe('https://town-site.org./a?b');
    expect(targetOf('http://93.184.215.14/', ['80'])).toMatchObject({ host: '93.184.215.14' });
    expect(targetOf('http://[2606:4700:4700::1111]/', ['80'])).toMatchObject({ host: '2606:4700:4700::1111' });
    expect(isReserved('https://notexample.com/')).toBe(false);
  });
});
