import { describe, expect, it } from 'vitest';
import { HAZARD_POLICIES } from '../../../workflows/hazard/index.ts';
import { day, REPORT, ROW, story, time, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

function rows(told: Story): string[] {
  return told
    .events()
    .filter((event) => event.type === 'RungFired')
    .map((event) => (event.data as { rowId: string }).rowId);
}
function idle(told: Story, until: string): string[] {
  told.pass(until);
  return rows(told);
}

describe('every row of the ladder', () => {
  it('fires in the life of some hazard that nobody cares for', () => {
    const general = idle(driven('rectifying'), '2026-07-01 00:00');
    expect(general).toEqual([
      't-warn-1',
      't-warn-2',
      't-urge',
      't-supervise',
      't-list',
      's-urge',
      's-hand-over',
      's-supervise',
      's-take-over',
      't-talk',
      't-circulate',
      's-talk',
      't-refer',
      's-refer',
    ]);
    const major = idle(drivenMajor('rectifying'), '2026-07-01 00:00');
    expect(major).toEqual([
      't-list-major',
      't-warn-major-1',
      't-warn-major-2',
      't-warn-major-3',
      't-urge-major',
      't-supervise-major',
      't-talk-major',
      't-circulate-major',
      't-refer-major',
      's-urge-major',
      's-hand-over',
      's-take-over-major',
      's-supervise',
      's-talk-major',
      's-refer-major',
    ]);
    const long = story();
    long.say('system', 'Import', { ...ROW, foundOn: day('2026-03-01'), dueOn: day('2026-05-30') }, '2026-03-02 09:00');
    expect(idle(long, '2026-05-30 00:00')).toEqual(['t-warn-50p', 't-warn-75p', 't-warn-90p']);
    const fired = new Set([...general, ...major, ...rows(long)]);
    expect(HAZARD_POLICIES[0]?.ladder.map((row) => row.id).filter((id) => !fired.has(id))).toEqual([]);
  });

  it('says its basis, and no row claims a basis that was not read', () => {
    for (const policy of HAZARD_POLICIES) {
      for (const row of policy.ladder) expect(row.basis, row.id).not.toBe('');
      for (const period of Object.values(policy.periods)) expect(period.basis).not.toBe('');
      expect(policy.ladder.every((row) => !row.verified)).toBe(true);
    }
  });

  it('asks for its reply, and names who issues it', () => {
    const [standard] = HAZARD_POLICIES;
    const proposed = standard?.ladder
      .filter((row) => row.act === 'propose')
      .map((row) => `${row.id} ${row.confirmers.join('>')} ${(row.replyWait?.amount ?? 0).toString()}`);
    expect(proposed).toEqual([
      't-supervise officeDirector>deputyHead 7',
      't-supervise-major officeDirector>deputyHead 7',
      't-list officeDirector>deputyHead>committeeHead 7',
      't-list-major committeeHead>partySecretary 7',
      't-talk deputyHead>committeeHead 5',
      't-talk-major deputyHead>committeeHead 5',
      't-circulate deputyHead>committeeHead 0',
      't-circulate-major deputyHead>committeeHead 0',
      't-refer committeeHead>partySecretary 0',
      't-refer-major committeeHead>partySecretary 0',
      's-supervise officeDirector>deputyHead 7',
      's-talk deputyHead>committeeHead 5',
      's-talk-major deputyHead>committeeHead 5',
      's-refer committeeHead>partySecretary 0',
      's-refer-major committeeHead>partySecretary 0',
    ]);
  });
});

describe('the trial policy', () => {
  it('reminds whoever stays silent at most once a minute, so that a forgotten trial stays small', () => {
    const told = story({ policy: 'trial' });
    told.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
    told.pass('2026-03-02 10:00');
    const reminded = told.pass('2026-03-02 11:00').filter(({ type }) => type.endsWith('Reminded'));
    const each = new Map<string, number>();
    for (const { type, data } of reminded) {
      const name = `${type} ${(data as { key?: string }).key ?? ''}`;
      each.set(name, (each.get(name) ?? 0) + 1);
    }
    expect(each.size).toBeGreaterThan(0);
    expect([...each.values()].filter((times) => times > 60)).toEqual([]);
  });

  it('has every period and row of the standard one, in seconds', () => {
    const [standard, trial] = HAZARD_POLICIES;
    expect(trial?.ladder.map((row) => row.id)).toEqual(standard?.ladder.map((row) => row.id));
    expect(Object.keys(trial?.periods ?? {})).toEqual(Object.keys(standard?.periods ?? {}));
    expect(Object.values(trial?.periods ?? {}).every((period) => period.unit === 'second')).toBe(true);
    const waits = trial?.ladder.flatMap((row) =>
      row.anyOf.flatMap((trigger) => ('wait' in trigger ? [trigger.wait.unit] : [])),
    );
    expect(new Set(waits)).toEqual(new Set(['second']));
  });

  it('climbs the whole T-ladder within fourteen seconds after T, in the same order', () => {
    const told = story({ policy: 'trial' });
    told.say('yj-jb', 'Report', REPORT, '2026-03-03 09:00:00');
    told.say('yj-jb', 'Verify', BODY.verify, '2026-03-03 09:00:01');
    told.say('yj-jb', 'Grade', BODY.general, '2026-03-03 09:00:02');
    told.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00:03');
    told.pass('2026-03-03 09:00:30');
    const t = told
      .events()
      .filter((event) => event.type === 'RungFired')
      .map((event) => event.data as { clock: string; rung: string; dueAt: string })
      .filter((rung) => rung.clock === 'T');
    expect(t.map((rung) => `${rung.rung} ${rung.dueAt.slice(17, 19)}`)).toEqual([
      'warn 06',
      'warn 08',
      'urge 09',
      'supervise 11',
      'list 14',
      'talk 17',
      'circulate 19',
      'refer 23',
    ]);
    expect(told.state().dueDates.at(-1)?.due).toBe(time('2026-03-03 09:00:09'));
  });
});

describe('a matter on which the ladder has said all', () => {
  it('reminds its holder every five workdays, for ever', () => {
    const told = driven('reported');
    told.pass('2026-04-04 00:00');
    for (const [rung, by] of [
      ['supervise', 'fenguan'],
      ['talk', 'xianzhang'],
      ['refer', 'xianzhang'],
    ] as const)
      told.say(by, 'DecideRung', { rung, clock: 'S', decision: 'decline', reason: '另行处理' }, '2026-04-06 09:00');
    const reminded = told.pass('2026-04-25 00:00');
    expect(reminded.map((event) => `${event.type} ${event.at.slice(0, 10)}`)).toEqual([
      'HolderReminded 2026-04-14',
      'HolderReminded 2026-04-21',
    ]);
    expect(told.entries().at(-1)?.effects).toMatchObject([{ notice: 'HolderReminded', posts: ['awb-jb', 'ducha'] }]);
  });
});
