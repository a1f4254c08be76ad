import { asAny } from '../../workflows/kernel/definition.ts';
import type { Actor, Command, Known, KnownMatter, KnownPerson, Role } from '../../workflows/kernel/command.ts';
import { SYSTEM } from '../../workflows/kernel/command.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import { hear, UNOPENED, wakeUpTo, type Entry, type Loop, type Outcome } from '../../workflows/kernel/hear.ts';
import { parseInstant, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { RevisionCause } from '../../workflows/kernel/revision.ts';
import type {
  Chain,
  ClauseId,
  CountyPosts,
  MatterId,
  PersonId,
  PostId,
  SpecialPeriod,
  UnitId,
} from '../../workflows/kernel/terms.ts';
import type { Bodies, CommandType, ImportBody, ReportBody } from '../../workflows/hazard/command.ts';
import { HAZARD_POLICIES, hazardRules } from '../../workflows/hazard/index.ts';
import type { HazardState, HazardTerms } from '../../workflows/hazard/state.ts';

/** The hazard's rules as the runner sees them. */
export const RULES = asAny(hazardRules);

export function unit(id: string): UnitId {
  return id as UnitId;
}
export function post(id: string): PostId {
  return id as PostId;
}
export function person(id: string): PersonId {
  return id as PersonId;
}
export function matter(id: string): MatterId {
  return id as MatterId;
}
export function clauseId(id: string): ClauseId {
  return id as ClauseId;
}
export function day(text: string): Day {
  return text as Day;
}

/** An instant in +08:00 from `2026-03-02 09:00`, with seconds if given. */
export function time(text: string): Instant {
  const full = text.length === 16 ? `${text}:00` : text;
  const at = parseInstant(`${full.replace(' ', 'T')}+08:00`);
  if (at === null) throw new Error(`no instant: ${text}`);
  return at;
}

/** The county's posts. */
export const COUNTY: CountyPosts = {
  officeDesk: post('awb-jb'),
  officeDirector: post('awb-zr'),
  deputyHead: post('fenguan'),
  committeeHead: post('xianzhang'),
  partySecretary: post('shuji'),
  inspectorate: post('ducha'),
  officeUnit: unit('awb'),
};

function chain(id: string, kind: Chain['kind'], region: string | null = null): Chain {
  const ranks = { 1: post(`${id}-jb`), 2: post(`${id}-fg`), 3: post(`${id}-zr`) };
  return { unit: unit(id), kind, region: region === null ? null : unit(region), ranks };
}

/** Units that take part: two departments, a township, an enterprise, a supervision group, a body outside the register. */
export const CHAINS: Readonly<Record<string, Chain>> = {
  yj: chain('yj', 'department'),
  zj: chain('zj', 'department'),
  town: chain('town', 'township', 'town'),
  far: chain('far', 'township', 'far'),
  group1: chain('group1', 'supervision'),
  ent: chain('ent', 'enterprise', 'town'),
  out: chain('out', 'outside'),
  awb: { unit: unit('awb'), kind: 'office', region: null, ranks: { 1: COUNTY.officeDesk, 3: COUNTY.officeDirector } },
};

const RANKS = ['jb', 'fg', 'zr'];
const ROLES: Readonly<Record<string, Role>> = {
  yj: 'department',
  zj: 'department',
  town: 'township',
  ent: 'enterprise',
  mill: 'enterprise',
  out: 'department',
  awb: 'office',
};

function actor(id: string, unitId: string, rank: number, role: Role, at: PostId = post(id)): Actor {
  return { person: person(`p-${id}`), post: at, unit: unit(unitId), rank, role };
}

/** Actors by account: `yj-jb`, `yj-fg`, `yj-zr` of every unit, `yj-jb2` a second officer, the county's posts, and others. */
export function who(id: string): Actor {
  const known = SPECIAL[id];
  if (known !== undefined) return known;
  const [unitId = '', place = ''] = id.split('-');
  const rank = RANKS.indexOf(place.slice(0, 2)) + 1;
  const role = ROLES[unitId];
  if (role === undefined || rank === 0) throw new Error(`nobody is called ${id}`);
  return actor(id, unitId, rank, role);
}

const SPECIAL: Readonly<Record<string, Actor>> = {
  system: SYSTEM,
  'awb-jb': actor('awb-jb', 'awb', 1, 'office', COUNTY.officeDesk),
  'awb-zr': actor('awb-zr', 'awb', 3, 'office', COUNTY.officeDirector),
  fenguan: actor('fenguan', 'gov', 4, 'leader', COUNTY.deputyHead),
  xianzhang: actor('xianzhang', 'gov', 5, 'leader', COUNTY.committeeHead),
  shuji: actor('shuji', 'party', 5, 'leader', COUNTY.partySecretary),
  ducha: actor('ducha', 'inspectorate', 3, 'supervisor', COUNTY.inspectorate),
  group: actor('group', 'group1', 1, 'supervisor'),
  expert: actor('expert', 'experts', 0, 'expert'),
  auditor: actor('auditor', 'audit', 1, 'auditor'),
  admin: actor('admin', 'awb-it', 0, 'admin'),
  citizen: actor('citizen', 'public', 0, 'public'),
};

function knownPerson(id: string): KnownPerson {
  const { unit: unitId, role } = who(id);
  return { unit: unitId, role, certified: role === 'department' && id !== 'yj-uncertified' };
}

const ACCOUNTS = [
  ...['yj', 'zj', 'town', 'ent', 'mill'].flatMap((u) => [...RANKS, 'jb2', 'jb3'].map((place) => `${u}-${place}`)),
  'awb-jb',
  'awb-zr',
  'expert',
  'group',
  'ducha',
  'auditor',
];

function hazard(changes: Partial<KnownMatter>): KnownMatter {
  const where = { subject: unit('ent'), lead: unit('yj'), region: unit('town') };
  return { kind: 'hazard', number: 'YH-2026-000002', status: 'registered', open: true, ...where, ...changes };
}

/** What the register knows of every unit and person of the story, and of other matters. `yj-jb3` holds no certificate. */
export const KNOWN: Known = {
  units: CHAINS,
  matters: {
    [matter('haz-2')]: hazard({}),
    [matter('haz-zj')]: hazard({ number: 'YH-2026-000003', lead: unit('zj') }),
    [matter('haz-far')]: hazard({ number: 'YH-2026-000004', region: unit('far') }),
    [matter('haz-over')]: hazard({ number: 'YH-2026-000005', status: 'merged', open: false }),
    [matter('acc-1')]: hazard({ number: 'WZ-2026-000001', kind: 'accountability' }),
  },
  clauses: {
    [clauseId('cl-major')]: { standard: '工贸企业重大事故隐患判定标准', clause: '第3条', version: '2023', major: true },
    [clauseId('cl-general')]: { standard: '用电安全导则', clause: '第5条', version: '2023', major: false },
  },
  people: Object.fromEntries(
    ACCOUNTS.map((id) => [
      who(id).person,
      { ...knownPerson(id), certified: who(id).role === 'department' && id !== 'yj-jb3' },
    ]),
  ),
};

/** The terms of a shipped policy: 2026 covered, with the Spring Festival and its make-up days. */
export function termsOf(policy: 'standard' | 'trial', specialPeriods: readonly SpecialPeriod[] = []): HazardTerms {
  const shipped = HAZARD_POLICIES.find((p) => p.id === policy);
  if (shipped === undefined) throw new Error(`no policy ${policy}`);
  const days = (...list: string[]): Day[] => list.map(day);
  return {
    policy,
    policyVersion: shipped.version,
    rules: hazardRules.version,
    calendar: {
      coveredFrom: day('2026-01-01'),
      coveredTo: day('2026-12-31'),
      holidays: days('2026-01-01', '2026-01-02', '2026-05-01', '2026-05-04', '2026-05-05'),
      workdays: days('2026-01-04', '2026-05-09'),
    },
    periods: shipped.periods,
    numbers: shipped.numbers,
    ladder: shipped.ladder,
    overrides: shipped.overrides ?? [],
    county: COUNTY,
    specialPeriods,
  };
}

/** A report of one item in the enterprise, found on Monday 2026-03-02, supervised by yj. */
export const REPORT: ReportBody = {
  source: 'inspection',
  subject: unit('ent'),
  region: unit('town'),
  lead: unit('yj'),
  description: '配电箱无漏电保护',
  place: '一车间',
  foundOn: day('2026-03-02'),
  items: [{ text: '配电箱无漏电保护' }],
  evidence: ['sha256:a'],
};

/** An open row of the county's ledger, found on 2026-01-05 and due on 2026-01-20. */
export const ROW: ImportBody = {
  batch: 'imp-1',
  fileHash: 'sha256:f',
  row: 7,
  source: 'inspection',
  subject: unit('ent'),
  region: unit('town'),
  lead: unit('yj'),
  description: '消防通道堵塞',
  foundOn: day('2026-01-05'),
  severity: 'general',
  dueOn: day('2026-01-20'),
  progress: 'rectifying',
};

export interface Said {
  readonly outcome: Outcome;
  /** The command's own events, and those of the wakes around it. */
  readonly events: readonly Recorded[];
  readonly entries: readonly Entry[];
}

/** One matter under test: says commands at given times, lets time pass, and shows what came of it. */
export interface Story {
  readonly state: () => HazardState;
  readonly loop: () => Loop;
  readonly entries: () => readonly Entry[];
  readonly events: () => readonly Recorded[];
  /** The types of the events so far. */
  readonly types: () => readonly string[];
  /** Says a command at `at` (heard then, or later when `heard` is given), under registers of its own if given. */
  readonly say: <T extends CommandType>(
    by: string,
    type: T,
    body: Bodies[T],
    at: string,
    heard?: string,
    known?: Known,
  ) => Said;
  /** New terms by a person's word, as the server hands them on. */
  readonly revise: (
    by: string,
    cause: RevisionCause,
    revised: HazardTerms | undefined,
    at: string,
    heard?: string,
  ) => Said;
  /** Lets time pass up to `until`, waking at every instant that matters. */
  readonly pass: (until: string) => readonly Recorded[];
  /** Wakes once at `now` for all that fell due, as after an outage. */
  readonly outage: (now: string) => readonly Recorded[];
}

export interface StoryOptions {
  readonly policy?: 'standard' | 'trial';
  readonly specialPeriods?: readonly SpecialPeriod[];
  readonly terms?: HazardTerms;
  readonly known?: Known;
}

/** Begins a story in which nothing has been opened yet. */
export function story(options: StoryOptions = {}): Story {
  let loop: Loop = UNOPENED;
  const entries: Entry[] = [];
  const terms = options.terms ?? termsOf(options.policy ?? 'standard', options.specialPeriods);
  const take = (next: { readonly loop: Loop; readonly entries: readonly Entry[] }): readonly Recorded[] => {
    loop = next.loop;
    entries.push(...next.entries);
    return next.entries.flatMap((entry) => entry.events);
  };
  const events = (): readonly Recorded[] => entries.flatMap((entry) => entry.events);
  const tell = (
    by: string,
    type: CommandType,
    body: unknown,
    at: string,
    heard = at,
    more: Partial<Command> = {},
  ): Said => {
    const command: Command = {
      commandId: `c-${(entries.length + 1).toString()}`,
      type,
      at: time(at),
      actor: who(by),
      known: options.known ?? KNOWN,
      ...more,
      body,
    };
    const heardNow = hear(RULES, loop, command, time(heard));
    return { outcome: heardNow.outcome, events: take(heardNow), entries: heardNow.entries };
  };
  const opening = { matterId: matter('haz-1'), number: 'YH-2026-000001', terms };
  return {
    state: () => stateOf(loop),
    loop: () => loop,
    entries: () => entries,
    events,
    types: () => events().map((event) => event.type),
    say: (by, type, body, at, heard, known) =>
      tell(by, type, body, at, heard, {
        ...(type === 'Report' || type === 'Import' ? { opening } : {}),
        ...(known === undefined ? {} : { known }),
      }),
    revise: (by, cause, revised, at, heard) =>
      tell(by, 'ReviseTerms', { cause, reason: '规则更新' }, at, heard, revised === undefined ? {} : { revised }),
    pass: (until) => {
      const all: Recorded[] = [];
      for (let wake = wakeOf(loop); wake !== null && wake <= time(until); wake = wakeOf(loop)) {
        const now = loop.heardAt !== null && loop.heardAt > wake ? loop.heardAt : wake;
        all.push(...take(wakeUpTo(RULES, loop, now)));
      }
      return all;
    },
    outage: (now) => take(wakeUpTo(RULES, loop, time(now))),
  };
}

function wakeOf(loop: Loop): Instant | null {
  return loop.seq === 0 ? null : RULES.nextWake(loop.state);
}

function stateOf(loop: Loop): HazardState {
  if (loop.state === null) throw new Error('nothing was opened');
  return loop.state as HazardState;
}

/** The code of a refused command; `done` when it was accepted. */
export function code(said: Said): string {
  return said.outcome.outcome === 'refused' ? said.outcome.refusal.code : 'done';
}
