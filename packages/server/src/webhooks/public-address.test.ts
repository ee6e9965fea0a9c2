import { describe, expect, test } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

describe('an address is public', () => {
  test.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:80e::200e'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address is not public (S17)', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback, another one', '127.255.1.2'],
    ['loopback, IPv6', '::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified, IPv6', '::'],
    ['private, class A', '10.1.2.3'],
    ['private, class B', '172.16.0.1'],
    ['private, class C', '192.168.1.1'],
    ['link-local', '169.254.1.1'],
    ['metadata of cloud machines', '169.254.169.254'],
    ['metadata of cloud machines, at a public-looking address', '168.63.129.16'],
    ['link-local, IPv6', 'fe80::1'],
    ['site-local, IPv6', 'fec0::1'],
    ['unique local, IPv6', 'fd00:ec2::254'],
    ['shared by carriers', '100.64.0.1'],
    ['IPv4-mapped', '::ffff:10.0.0.1'],
    ['IPv4-mapped, of a public one', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::a00:1'],
    ['NAT64 of one network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::7f00:1'],
    ['documentation', '203.0.113.7'],
    ['documentation, IPv6', '2001:db8::1'],
    ['benchmarks', '198.18.0.1'],
    ['protocol assignments', '192.0.0.8'],
    ['multicast', '224.0.0.1'],
    ['multicast, IPv6', 'ff02::1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['not handed out yet, IPv6', '4000::1'],
  ])('%s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test('only this machine is loopback', () => {
  const loopback = ['127.0.0.1', '127.9.9.9', '::1', '0.0.0.0', '10.0.0.1', '8.8.8.8'].filter(isLoopbackAddress);

  expect(loopback).toEqual(['127.0.0.1', '127.9.9.9', '::1']);
});
