import type { LadderRow, Trigger, Wait } from '../kernel/ladder.ts';
import type { Rung } from './supervision.ts';

/** The waits of the ladder; a policy may change them, the order of acts stays. */
export interface LadderWaits {
  /** Before T: short general limits, and major ones. */
  readonly warn: readonly Wait[];
  readonly warnMajor: readonly Wait[];
  readonly supervise: Wait;
  readonly superviseMajor: Wait;
  readonly list: Wait;
  readonly talk: Wait;
  readonly talkMajor: Wait;
  readonly circulate: Wait;
  readonly circulateMajor: Wait;
  readonly refer: Wait;
  readonly referMajor: Wait;
  readonly referAfterCircular: Wait;
  readonly superviseReply: Wait;
  readonly listReply: Wait;
  readonly undertaking: Wait;
  readonly stepHandOver: Wait;
  readonly stepTakeOver: Wait;
  readonly stepTakeOverMajor: Wait;
  readonly stepTalk: Wait;
  readonly stepTalkMajor: Wait;
  readonly stepRefer: Wait;
  readonly stepReferMajor: Wait;
}

const DEFAULT = '本县默认';
const NOW: Wait = { amount: 0, unit: 'second' };
const SUPERVISE_BASIS = '县级督办规则（督办函）；回复期限参照督办通知7个工作日';
const LIST_BASIS = '《安全生产法》第41条；参照青岛、湖北挂牌督办办法';
const TALK_BASIS = '《安全生产约谈实施办法（试行）》（安委〔2018〕2号）';
const CIRCULATE_BASIS = '县级督办规则（通报批评）';
const REFER_BASIS = '《安全生产法》第71条、第90条第四项；《公职人员政务处分法》第39条';

interface RowSpec {
  readonly severity?: 'general' | 'major';
  readonly hours?: 'working';
  readonly limitDays?: LadderRow['limitDays'];
  readonly act?: LadderRow['act'];
  readonly tell: readonly string[];
  readonly confirmers?: readonly string[];
  readonly replyWait?: Wait;
  readonly basis?: string;
}

/** The posts told at each height of the T-ladder: names that `effects.ts` resolves in the chain. */
const HANDLERS = ['lead', 'rectifier', 'township'];
const DEPUTIES = ['lead', 'leadDeputy', 'rectifier', 'rectifierDeputy', 'township'];
const PRINCIPALS = ['leadPrincipal', 'rectifierPrincipal', 'officeDesk'];
const COUNTY = [...PRINCIPALS, 'officeDirector', 'deputyHead'];
const ALL = [...COUNTY, 'committeeHead', 'inspectorate'];

function row(
  clock: 'T' | 'S',
  id: string,
  rung: Rung | 'handOver' | 'takeOver',
  anyOf: readonly Trigger[],
  spec: RowSpec,
): LadderRow {
  return {
    id,
    rung,
    clock,
    anyOf,
    severity: spec.severity ?? null,
    limitDays: spec.limitDays ?? null,
    ...(spec.hours === undefined ? {} : { hours: spec.hours }),
    act: spec.act ?? 'notify',
    tell: spec.tell,
    confirmers: spec.confirmers ?? [],
    replyWait: spec.replyWait ?? null,
    basis: spec.basis ?? DEFAULT,
    // No row's waits were read in a statute that binds a county: all are the county's to set.
    verified: false,
  };
}

function after(wait: Wait): Trigger {
  return { after: 'due', wait };
}

function share(percent: number): Trigger {
  return { after: 'start', percent };
}

function warnings(waits: LadderWaits): LadderRow[] {
  const short = waits.warn.map((wait, i) =>
    row('T', `t-warn-${(i + 1).toString()}`, 'warn', [after(wait)], {
      severity: 'general',
      limitDays: { upTo: 30 },
      hours: 'working',
      tell: HANDLERS,
    }),
  );
  const long = [50, 75, 90].map((percent) =>
    row('T', `t-warn-${percent.toString()}p`, 'warn', [share(percent)], {
      severity: 'general',
      limitDays: { over: 30 },
      hours: 'working',
      tell: HANDLERS,
    }),
  );
  const major = waits.warnMajor.map((wait, i) =>
    row('T', `t-warn-major-${(i + 1).toString()}`, 'warn', [after(wait)], {
      severity: 'major',
      hours: 'working',
      tell: HANDLERS,
    }),
  );
  return [...short, ...long, ...major];
}

function supervision(waits: LadderWaits): LadderRow[] {
  const urge = { tell: DEPUTIES, basis: '参照《行政强制法》第35条催告' } as const;
  const supervise = {
    act: 'propose',
    hours: 'working',
    tell: PRINCIPALS,
    confirmers: ['officeDirector', 'deputyHead'],
    replyWait: waits.superviseReply,
    basis: SUPERVISE_BASIS,
  } as const;
  const list = { act: 'propose', tell: COUNTY, replyWait: waits.listReply, basis: LIST_BASIS } as const;
  return [
    row('T', 't-urge', 'urge', [after(NOW)], { ...urge, severity: 'general', hours: 'working' }),
    row('T', 't-urge-major', 'urge', [after(NOW)], { ...urge, severity: 'major' }),
    row('T', 't-supervise', 'supervise', [after(waits.supervise)], { ...supervise, severity: 'general' }),
    row('T', 't-supervise-major', 'supervise', [after(waits.superviseMajor)], { ...supervise, severity: 'major' }),
    row('T', 't-list', 'list', [after(waits.list), { count: 'failedRechecks', n: 2 }, { replyMissed: 'supervise' }], {
      ...list,
      severity: 'general',
      confirmers: ['officeDirector', 'deputyHead', 'committeeHead'],
    }),
    row('T', 't-list-major', 'list', [{ graded: 'major' }], {
      ...list,
      severity: 'major',
      confirmers: ['committeeHead', 'partySecretary'],
    }),
  ];
}

function escalation(waits: LadderWaits): LadderRow[] {
  const talk = {
    act: 'propose',
    tell: COUNTY,
    confirmers: ['deputyHead', 'committeeHead'],
    replyWait: waits.undertaking,
    basis: TALK_BASIS,
  } as const;
  const circulate = {
    act: 'propose',
    tell: ALL,
    confirmers: ['deputyHead', 'committeeHead'],
    basis: CIRCULATE_BASIS,
  } as const;
  const refer = {
    act: 'propose',
    tell: ALL,
    confirmers: ['committeeHead', 'partySecretary'],
    basis: REFER_BASIS,
  } as const;
  const circulated: Trigger = { after: 'done', rung: 'circulate', wait: waits.referAfterCircular };
  const ground: Trigger = { ground: 'any' };
  return [
    row('T', 't-talk', 'talk', [after(waits.talk), { replyMissed: 'list' }], { ...talk, severity: 'general' }),
    row('T', 't-talk-major', 'talk', [after(waits.talkMajor), { replyMissed: 'list' }], { ...talk, severity: 'major' }),
    row('T', 't-circulate', 'circulate', [after(waits.circulate), { replyMissed: 'talk' }], {
      ...circulate,
      severity: 'general',
    }),
    row('T', 't-circulate-major', 'circulate', [after(waits.circulateMajor), { replyMissed: 'talk' }], {
      ...circulate,
      severity: 'major',
    }),
    row('T', 't-refer', 'refer', [after(waits.refer), circulated, ground], { ...refer, severity: 'general' }),
    row('T', 't-refer-major', 'refer', [after(waits.referMajor), circulated, ground], { ...refer, severity: 'major' }),
  ];
}

function steps(waits: LadderWaits): LadderRow[] {
  const tell = ['holder', 'deputy', 'principal', 'officeDesk'];
  const talk = {
    act: 'propose',
    tell: [...tell, 'officeDirector'],
    confirmers: ['deputyHead', 'committeeHead'],
    replyWait: waits.undertaking,
    basis: TALK_BASIS,
  } as const;
  const refer = {
    act: 'propose',
    tell: [...tell, 'officeDirector', 'deputyHead', 'committeeHead', 'inspectorate'],
    confirmers: ['committeeHead', 'partySecretary'],
    basis: REFER_BASIS,
  } as const;
  return [
    row('S', 's-urge', 'urge', [after(NOW)], { severity: 'general', hours: 'working', tell: ['holder', 'deputy'] }),
    row('S', 's-urge-major', 'urge', [after(NOW)], { severity: 'major', tell: ['holder', 'deputy'] }),
    row('S', 's-hand-over', 'handOver', [after(waits.stepHandOver)], { act: 'handOver', tell: ['holder', 'deputy'] }),
    row('S', 's-supervise', 'supervise', [after(waits.stepHandOver)], {
      act: 'propose',
      hours: 'working',
      tell: ['deputy', 'principal', 'officeDesk'],
      confirmers: ['officeDirector', 'deputyHead'],
      replyWait: waits.superviseReply,
      basis: SUPERVISE_BASIS,
    }),
    row('S', 's-take-over', 'takeOver', [after(waits.stepTakeOver)], { severity: 'general', act: 'takeOver', tell }),
    row('S', 's-take-over-major', 'takeOver', [after(waits.stepTakeOverMajor)], {
      severity: 'major',
      act: 'takeOver',
      tell,
    }),
    row('S', 's-talk', 'talk', [after(waits.stepTalk)], { ...talk, severity: 'general' }),
    row('S', 's-talk-major', 'talk', [after(waits.stepTalkMajor)], { ...talk, severity: 'major' }),
    row('S', 's-refer', 'refer', [after(waits.stepRefer)], { ...refer, severity: 'general' }),
    row('S', 's-refer-major', 'refer', [after(waits.stepReferMajor)], { ...refer, severity: 'major' }),
  ];
}

/**
 * The shipped ladder, T before S, each clock in order of height. What can wait for the morning keeps working hours;
 * the urge of a major hazard, everything from L4 up and what moves the holder does not.
 */
export function ladderOf(waits: LadderWaits): readonly LadderRow[] {
  return [...warnings(waits), ...supervision(waits), ...escalation(waits), ...steps(waits)];
}

/** The same ladder where every row fires at its due instant. */
export function atAnyHour(ladder: readonly LadderRow[]): readonly LadderRow[] {
  return ladder.map(({ hours: _hours, ...row }) => row);
}
