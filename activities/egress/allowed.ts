import ipaddr from 'ipaddr.js';
import { EGRESS_HOST } from '../../config/environment.ts';

/** Where notices may go: hosts by name, and those of them that may lie inside (private addresses, without TLS). */
export interface Allowed {
  readonly hosts: readonly AllowedHost[];
}

interface AllowedHost {
  /** A name, `*.` before it for everything under it, or an address. */
  readonly host: string;
  /** Null for the scheme's own. */
  readonly port: number | null;
  readonly isInside: boolean;
}

/** Why nothing was sent: where it should have gone is not allowed. Says the host, never path or query, which may hold a token. */
export class NotAllowed extends Error {}

/** The allow-list as the environment writes it: hosts with commas between, `inside:` before one that may lie inside. Null for a wrong one. */
export function allowedOf(text: string): Allowed | null {
  const hosts: AllowedHost[] = [];
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const [, inside, host, port] = EGRESS_HOST.exec(part) ?? [];
    if (host === undefined) return null;
    hosts.push({ host: bare(host), port: port === undefined ? null : Number(port), isInside: inside !== undefined });
  }
  return { hosts };
}

/** The entry that lets this address be called; throws `NotAllowed` where none does. */
export function entryFor(url: URL, { hosts }: Allowed): AllowedHost {
  const host = bare(url.hostname);
  const port = url.port === '' ? null : Number(url.port);
  const entry = hosts.find((one) => matches(host, one.host) && one.port === port);
  if (entry === undefined) throw new NotAllowed(`${url.host} is not in EGRESS_ALLOW`);
  if (url.username !== '' || url.password !== '') throw new NotAllowed(`${url.host}: credentials in the address`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && entry.isInside))
    throw new NotAllowed(`${url.host} must be called by https`);
  if (ipaddr.isValid(host) && !entry.isInside) requirePublic(host);
  return entry;
}

/** Throws `NotAllowed` for an address that is not of the public net: inside, this machine, a link, a tunnel, none at all. */
export function requirePublic(address: string): void {
  if (!ipaddr.isValid(address) || ipaddr.process(address).range() !== 'unicast')
    throw new NotAllowed(`${address} is not an address of the public net`);
}

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
}

function bare(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
