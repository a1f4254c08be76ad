import { array, byName, closed, count, day, flag, instant, list, nullable, object, ref, text } from './shapes.ts';

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

const STATUS = { enum: ['draft', 'published'] };
const PUBLISHED = { draftedBy: nullable(text), publishedBy: nullable(text), publishedAt: nullable(instant) };

const CALENDAR = {
  id: text,
  year: count,
  version: count,
  status: STATUS,
  holidays: array(day),
  workdays: array(day),
  publishedOn: day,
  ...PUBLISHED,
  reason: nullable(text),
};

const UNIT = { enum: ['hour', 'calendarDay', 'workingDay', 'second'] };
const WAIT = { amount: { type: 'integer' }, unit: UNIT };
const PERIOD = object({ ...WAIT, roll: flag, basis: text, verified: flag });

/** Which parts a trigger has says which it is. */
const TRIGGER = object(
  {},
  {
    after: { enum: ['due', 'start', 'done'] },
    wait: object(WAIT),
    percent: { type: 'integer' },
    rung: text,
    count: text,
    n: count,
    replyMissed: text,
    ground: text,
    graded: text,
  },
);

const LADDER_ROW = object({
  id: text,
  rung: text,
  clock: { enum: ['T', 'S'] },
  severity: nullable(text),
  limitDays: nullable(object({}, { over: { type: 'integer' }, upTo: { type: 'integer' } })),
  anyOf: array(TRIGGER),
  act: text,
  tell: array(text),
  confirmers: array(text),
  replyWait: nullable(object(WAIT)),
  basis: text,
  verified: flag,
});

const CONTENT = object(
  { periods: byName(PERIOD), numbers: byName({ type: 'integer' }), ladder: array(LADDER_ROW) },
  { overrides: array(object({ sector: nullable(text), severity: nullable(text), name: text, period: PERIOD })) },
);

const POLICY = {
  id: text,
  version: count,
  status: STATUS,
  ...PUBLISHED,
  effectiveFrom: day,
  effectiveTo: nullable(day),
  content: ref('PolicyContent'),
};

const OUTLOOK = object({
  nextWake: nullable(instant),
  rung: nullable(object({ rung: text, clock: text, at: instant })),
  dueT: nullable(instant),
  dueS: nullable(instant),
});

const REVISION = object({
  id: text,
  cause: text,
  subject: text,
  reason: text,
  by: text,
  at: instant,
  total: count,
  done: count,
  refused: count,
  waiting: count,
  finishedAt: nullable(instant),
  refusals: array(object({ matterId: text, number: text, code: text })),
});

const IDENTITY = { id: text, issuer: text, subject: text };

/** What changing registers, channels and identities is answered with. */
export const REGISTER_SCHEMAS: Readonly<Record<string, object>> = {
  Entered: object({ id: text }),
  Tenure: closed(TENURE),
  Leave: closed(LEAVE),
  Jurisdiction: object({ sector: text, unit: text, kind: text, basis: text, ...TERM }),
  NamedResponsible: object({ enterprise: text, duty: text, person: text, ...TERM }),
  CalendarVersion: object(CALENDAR, { revision: text }),
  CalendarPage: object({
    items: array(object({ ...CALENDAR, name: text, counts: flag, coveredFrom: day, coveredTo: day })),
    next: nullable(text),
    coverage: nullable(object({ from: day, to: day })),
  }),
  PolicyContent: CONTENT,
  PolicyVersion: object({ ...POLICY, kind: text, policy: text, title: text }),
  PolicyList: list(object({ ...POLICY, name: text })),
  Effect: object({
    total: count,
    judged: count,
    changed: count,
    unchanged: count,
    refused: count,
    items: array(
      object({ id: text, kind: text, number: text, title: text, now: OUTLOOK }, { then: OUTLOOK, refused: text }),
    ),
  }),
  Revision: REVISION,
  RevisionList: list(REVISION),
  Channel: closed(CHANNEL),
  ChannelList: list(closed(CHANNEL)),
  Identity: closed(IDENTITY),
  IdentityList: list(closed({ ...IDENTITY, linkedBy: text, linkedAt: instant })),
  /** Signed in by the platform, or back from it with an identity that is now linked. */
  BackFromPlatform: { anyOf: [ref('SignedIn'), closed({ linked: closed(IDENTITY) })] },
  PlatformAddress: closed({ url: text }),
  WaysToSignIn: closed({ platform: flag }),
};
