import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { asked, type Answered } from './system.ts';

export const NAME = '欧阳青禾';
export const PHONE = '13877665544';
export const TIP = {
  about: 'hazard',
  source: 'web',
  description: '三号井绞车制动失灵仍在使用。',
  place: '石坝沟煤矿三号井',
  region: 'u-chengguan',
  subject: 'u-qiye01',
} as const;
export const IDENTITY = { name: NAME, phone: PHONE };

/** Whoever is not signed in, unless with a `bearer`. */
export interface Stranger {
  readonly key?: string;
  readonly address?: string;
  readonly bearer?: string;
}

let addresses = 0;

/** Each from an address of its own unless a test gives one: what a stranger may ask is counted by address. */
export function tipFrom(
  app: FastifyInstance,
  body: unknown,
  { key = randomUUID(), address, bearer }: Stranger = {},
): Promise<Answered> {
  addresses += 1;
  return asked(app, {
    method: 'POST',
    url: '/v1/tips',
    remoteAddress: address ?? `10.0.${(addresses >> 8).toString()}.${(addresses & 255).toString()}`,
    headers: {
      'idempotency-key': key,
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    payload: JSON.stringify(body),
  });
}
