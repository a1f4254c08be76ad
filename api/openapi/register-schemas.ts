import { array, closed, count, day, instant, list, nullable, object, ref, text } from './shapes.ts';

const TENURE = { post: text, person: text, validFrom: day, validTo: nullable(day) };
const TERM = { validFrom: day, validTo: nullable(day) };

const LEAVE = {
  id: text,
  person: text,
  from: day,
  to: day,
  deputyPost: nullable(text),
  reason: text,
  by: text,
  at: instant,
  cancelledAt: nullable(instant),
};

const CHANNEL = {
  id: text,
  post: nullable(text),
  unit: nullable(text),
  kind: text,
  host: text,
  createdBy: text,
  createdAt: instant,
  last: nullable(object({ at: instant, status: text, error: nullable(text) })),
};

const IDENTITY = { id: text, issuer: text, subject: text };

/** What changing registers, channels and identities is answered with. */
export const REGISTER_SCHEMAS: Readonly<Record<string, object>> = {
  Entered: object({ id: text }),
  Tenure: closed(TENURE),
  Leave: closed(LEAVE),
  Jurisdiction: object({ sector: text, unit: text, kind: text, basis: text, ...TERM }),
  NamedResponsible: object({ enterprise: text, duty: text, person: text, ...TERM }),
  CalendarVersion: object({ year: count, version: count, status: text, holidays: array(day), workdays: array(day) }),
  PolicyVersion: object({ id: text, version: count, status: text }),
  PolicyEffect: object({
    total: count,
    judged: count,
    changed: count,
    unchanged: count,
    refused: count,
    items: array({ type: 'object' }),
  }),
  Revision: object({
    id: text,
    total: count,
    done: count,
    refused: count,
    waiting: count,
    finishedAt: nullable(instant),
    refusals: array(object({ matterId: text, number: text, code: text })),
  }),
  Channel: closed(CHANNEL),
  ChannelList: list(closed(CHANNEL)),
  Identity: closed(IDENTITY),
  IdentityList: list(closed({ ...IDENTITY, linkedBy: text, linkedAt: instant })),
  /** Signed in by the platform, or back from it with an identity that is now linked. */
  BackFromPlatform: { anyOf: [ref('SignedIn'), closed({ linked: closed(IDENTITY) })] },
  PlatformAddress: closed({ url: text }),
};
