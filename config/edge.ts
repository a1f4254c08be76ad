import ipaddr from 'ipaddr.js';
import type { Reading } from './reading.ts';

/** How the API is reached from outside. */
export interface EdgeSettings {
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Whether every answer tells browsers to come by TLS only: for where a proxy ends it. */
  readonly hsts: boolean;
}

/** Reads `TRUSTED_PROXIES` and `HSTS`. */
export function edgeOf(read: Reading): EdgeSettings {
  const text = read.text('TRUSTED_PROXIES', '');
  const trustedProxies = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!trustedProxies.every(isPeer))
    read.wrong('TRUSTED_PROXIES', '须为以逗号分隔的地址或网段（例如 10.0.0.5,10.1.0.0/16），不能是任意地址', text);
  return { trustedProxies, hsts: read.oneOf('HSTS', ['on', 'off'], 'off') === 'on' };
}

/** Written in full, and not the whole internet: whoever is trusted says who everybody is. */
function isPeer(text: string): boolean {
  const [address = '', ...bits] = text.split('/');
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  return bits.length === 0 || (ipaddr.isValidCIDR(text) && ipaddr.parseCIDR(text)[1] > 0);
}
