import { array, count, day, flag, instant, list, nullable, object, ref, text } from './shapes.ts';

const CLOCK = { enum: ['T', 'S'], description: 'T 整改期限，S 办理时限' };
const UNIT = { enum: ['hour', 'calendarDay', 'workingDay', 'second'] };
const PERIOD = nullable(object({ amount: { type: 'number' }, unit: UNIT }));

const HOLDER = object({
  post: text,
  unit: text,
  person: nullable(text),
  name: { ...nullable(text), description: '空岗时为 null' },
  postTitle: nullable(text),
  unitName: nullable(text),
});

const DEADLINE = object({
  clock: CLOCK,
  due: instant,
  firstDue: instant,
  amount: { type: 'number' },
  unit: UNIT,
  basis: text,
  verified: flag,
  meaning: { type: 'string', description: '期限怎样计算' },
  basisShown: { type: 'string', description: '依据；未核实的标明“本县默认，依据待核”' },
  provisional: flag,
});

const PROPOSAL = object({
  rung: text,
  clock: CLOCK,
  dueAt: instant,
  firedAt: instant,
  confirmer: text,
  until: instant,
});

/** What is told of a matter of any kind, now or as it was. */
const ROW = {
  id: text,
  number: text,
  kind: text,
  title: text,
  status: text,
  open: flag,
  severity: nullable({ enum: ['general', 'major'] }),
  version: count,
  round: count,
  holder: nullable(ref('Holder')),
  deadlines: array(ref('Deadline')),
  level: count,
  rung: nullable(text),
  proposals: array(ref('Proposal')),
  overdueSince: nullable(instant),
  daysOverdue: count,
  region: nullable(text),
  sector: nullable(text),
  subject: nullable(text),
  lead: nullable(text),
  foundOn: nullable(day),
  closedAt: nullable(instant),
  parent: nullable(text),
};

/** What the register alone knows: it is not told of a matter as it was. */
const REGISTERED = { openedAt: instant, openedBy: nullable(text), heardAt: instant, nextWake: nullable(instant) };

const SAID = {
  key: text,
  rung: text,
  clock: CLOCK,
  withdrawnAt: nullable(instant),
};
const FIRED = object(
  { ...SAID, rowId: text, version: count, dueAt: instant, firedAt: instant },
  { basis: text, verified: flag, basisShown: text },
);
const ACT = object({
  ...SAID,
  doneAt: instant,
  document: nullable(text),
  issuedBy: nullable(text),
  replyDue: nullable(instant),
  repliedAt: nullable(instant),
});

const DUE = { version: count, start: instant, due: nullable(instant), period: PERIOD };
const STAY = object({ from: instant, until: instant, endedAt: nullable(instant) });

/** Only hazards have regions; each stands whole or not at all. */
const REGIONS = object(
  {},
  {
    supervision: object({ level: count, label: nullable(text), fired: array(FIRED), acts: array(ACT), proposals: {} }),
    listing: object({
      status: text,
      level: nullable(text),
      levelLabel: nullable(text),
      listedAt: nullable(instant),
      delistedAt: nullable(instant),
    }),
    clocks: object({
      running: flag,
      stay: nullable(STAY),
      stays: array(STAY),
      T: array(object({ ...DUE, restsFrom: nullable(instant) })),
      S: array(object({ ...DUE, name: text, endedAt: nullable(instant) })),
    }),
    control: {},
    urging: {},
  },
);

const LINK = object({ relation: text, matterId: nullable(text), number: nullable(text), said: nullable(text) });

/** Only hazards have items with a text and a result of their own. */
const ITEM = object({ id: text }, { text, result: { enum: ['open', 'submitted', 'passed', 'failed'] } });

const RECHECK = object({ round: count, at: instant, passed: flag, failedItems: array(text) });

const EVENT = object(
  {
    seq: count,
    type: text,
    eventVersion: count,
    at: instant,
    heardAt: instant,
    commandId: text,
    actor: object(
      { role: text, rank: { type: 'integer' }, post: nullable(text), unit: nullable(text), person: nullable(text) },
      { onBehalfOf: text },
    ),
    data: { type: ['object', 'null'], description: '不予公开的为 null' },
    prevHash: text,
    hash: text,
  },
  { withheld: { type: 'boolean', description: '内容不对您公开' } },
);

/** What matters of any kind are answered with. */
export const MATTER_SCHEMAS: Readonly<Record<string, object>> = {
  Holder: HOLDER,
  Deadline: DEADLINE,
  Proposal: PROPOSAL,
  MatterRow: object({ ...ROW, imported: flag, ...REGISTERED }),
  MatterList: list(ref('MatterRow')),
  Matter: object(
    { ...ROW, items: array(ITEM), links: array(LINK), regions: REGIONS },
    {
      ...REGISTERED,
      imported: { description: '由台账导入的，为其出处', anyOf: [flag, object({ row: count }), { type: 'null' }] },
      description: text,
      place: text,
      severityLabel: nullable(text),
      plan: nullable({ type: 'object' }),
      submission: nullable(object({ at: instant, by: text, late: flag })),
      rechecks: array(RECHECK),
    },
  ),
  Event: EVENT,
  EventList: list(ref('Event')),
};
