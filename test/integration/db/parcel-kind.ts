import type { Actor } from '../../../workflows/kernel/command.ts';
import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import type { Happened, Recorded } from '../../../workflows/kernel/event.ts';
import type { AnyFace } from '../../../workflows/kernel/face.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import { instantOf, plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import type { Kind } from '../../../workflows/kinds.ts';

/** A matter with little in it: it is opened, noted on, and ends in some status. */
export interface Parcel {
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly region: string | null;
  readonly sector: string | null;
  readonly foundOn: string;
  readonly parent: string | null;
  readonly units: readonly string[];
  readonly level: number;
  readonly imported: boolean;
  readonly notes: readonly string[];
  readonly due: Instant | null;
}

export const CLERK: Actor = {
  person: 'per-yingji-1' as PersonId,
  post: 'p-yingji-1' as PostId,
  unit: 'u-yingji' as UnitId,
  rank: 1,
  role: 'regulator',
};

const rules: AnyRules = {
  name: 'parcel',
  version: 1,
  lifecycle: [],
  decide: () => ({ events: [] }),
  evolve: (state, event) => evolve(state as Parcel | null, event),
  nextWake: (state) => (state as Parcel).due,
  done: (state) => (state as Parcel).status !== 'opened',
  effects: () => [],
};

const statuses = Object.fromEntries(
  ['opened', 'closed', 'archived', 'rejected', 'merged', 'transferred', 'abolished'].map((status) => [
    status,
    { label: status, open: status === 'opened', live: status === 'opened', usual: true },
  ]),
);

const face: AnyFace = {
  name: 'parcel',
  path: 'parcels',
  title: '包裹',
  numbering: 'BG',
  opening: { command: 'Open', by: [] },
  statuses,
  commands: {},
  events: {},
  rungs: {},
  refusals: {},
  periods: {},
  notices: {},
  view: () => ({}),
  withholds: () => false,
  relations: () => [],
  summary: (state) => summaryOf(state as Parcel),
};

/** The kind, and how the database is told of it. */
const PARCEL: Kind = { rules, face, policies: [] };
export const parcelOnly = () => PARCEL;

function evolve(state: Parcel | null, event: Recorded): Parcel {
  const data = event.data as Partial<Parcel> & { readonly note?: string };
  if (state === null) return { ...BLANK, ...data };
  const { note, ...changes } = data;
  return { ...state, ...changes, notes: note === undefined ? state.notes : [...state.notes, note] };
}

const BLANK: Parcel = {
  number: '',
  title: '一件包裹',
  status: 'opened',
  region: 'u-qingshi',
  sector: '工贸',
  foundOn: '2026-03-01',
  parent: null,
  units: ['u-yingji'],
  level: 0,
  imported: false,
  notes: [],
  due: '2026-04-01T00:00:00.000+08:00' as Instant,
};

function summaryOf(state: Parcel) {
  const open = state.status === 'opened';
  const holder = { post: 'p-yingji-1' as PostId, unit: 'u-yingji' as UnitId, person: null };
  const due = state.due ?? START;
  const deadline = {
    clock: 'T',
    due,
    firstDue: due,
    amount: 30,
    unit: 'calendarDay',
    basis: '',
    verified: true,
    meaning: '',
    basisShown: '',
  } as const;
  return {
    title: state.title,
    status: state.status,
    severity: 'general',
    holder: open ? holder : null,
    deadlines: open ? [{ ...deadline, provisional: false }] : [],
    level: state.level,
    rung: null,
    proposals: [],
    round: 1,
    overdueSince: state.level > 0 ? due : null,
    region: state.region as UnitId | null,
    sector: state.sector,
    subject: null,
    lead: null,
    units: state.units as UnitId[],
    foundOn: state.foundOn,
    closedAt: null,
    imported: state.imported,
    parent: state.parent,
    late: null,
    firstPass: null,
    listed: false,
  };
}

export const START = instantOf(Date.UTC(2026, 2, 1, 1));

export function parcelId(n: number): MatterId {
  return `par-${n.toString().padStart(6, '0')}` as MatterId;
}

/** An event of a parcel; a second later for each seq. */
export function happened(
  seq: number,
  data: Partial<Parcel> & { readonly note?: string },
  commandId = `c-${seq.toString()}`,
): Recorded {
  const bare: Happened = { type: seq === 1 ? 'ParcelOpened' : 'ParcelChanged', eventVersion: 1, data };
  const at = plusMs(START, seq * 1_000);
  return { ...bare, seq, at, heardAt: at, commandId, actor: CLERK };
}

/** An entry of one event, done. */
export function entryOf(event: Recorded, effects: readonly Effect[] = []): Entry {
  const { commandId, at, seq } = event;
  const command = seq === 1 ? 'Open' : 'Change';
  return { commandId, command, at, outcome: { outcome: 'done', version: seq }, events: [event], effects };
}

/** The opening entry of parcel `n`, and as many changes after it. */
export function life(n: number, changes: number, opening: Partial<Parcel> = {}): Entry[] {
  const first = { number: `BG-2026-${n.toString().padStart(6, '0')}`, ...opening };
  return Array.from({ length: changes + 1 }, (_, i) =>
    entryOf(happened(i + 1, i === 0 ? first : { note: `第${i.toString()}条` }, `${n.toString()}-${i.toString()}`)),
  );
}
