import { describe, expect, it } from 'vitest';
import { play } from '../../../db/reports/rehearsal/play.ts';
import { under, type Draft } from '../../../db/reports/rehearsal/draft.ts';
import { storyOf, type Story } from '../../../db/reports/rehearsal/story.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { REPORT, ROW, termsOf, time } from '../../support/hazard-story.ts';
import { recordedLife, type Life } from '../../support/recorded-life.ts';
import { draftWith, forgotten, told } from '../../support/rehearsed-lives.ts';

const HAZARD = kindByName('hazard');
const END = time('2026-04-10 00:00');

function storyTo(life: Life, end = END): Story {
  const story = storyOf(told(life), end);
  if (story === null) throw new Error('nobody opened it');
  return story;
}

function played(life: Life, draft: Draft | null = null, end = END) {
  const { entries, ...rest } = play(HAZARD, storyTo(life, end), draft === null ? (terms) => terms : under(draft), end);
  return { ...rest, events: entries.flatMap((entry) => entry.events) };
}

/** Events of a type, as `rung clock at`. */
function of(life: Life, type: string, draft: Draft | null = null): string[] {
  return played(life, draft)
    .events.filter((event) => event.type === type)
    .map((event) => {
      const { rung, clock } = event.data as { rung: string; clock: string };
      return `${rung} ${clock} ${event.at.slice(0, 16)}`;
    });
}

/** L3 is proposed on 2026-03-24 08:30, issued three hours and a half later, and answered on the next day. */
function supervised(): Life {
  const life = forgotten();
  life.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 12:00');
  life.say(
    'ent-jb',
    'ReplyToSupervision',
    { rung: 'supervise', clock: 'T', text: '月底前完成', evidence: [] },
    '2026-03-25 12:00',
  );
  return life;
}

/** A week's outage around T: what fell due in it was heard at its end, and so was a command that came in the middle. */
function outaged(): Life {
  const life = forgotten();
  life.pass('2026-03-17 12:00');
  life.say('ent-jb', 'ReportProgress', { text: '已订货', evidence: [] }, '2026-03-19 20:00', '2026-03-25 10:00');
  life.pass('2026-04-10 00:00');
  return life;
}

describe('a story played under its own terms', () => {
  const lives: Readonly<Record<string, () => Life>> = {
    'of a hazard that was forgotten': () => forgotten(),
    'in which people answered a rung': supervised,
    'with an outage': outaged,
    'with a submission that was received in time and heard after its rungs': () => {
      const life = forgotten();
      life.outage('2026-03-25 09:00');
      life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-18 17:00', '2026-03-25 09:30');
      return life;
    },
    'that ends with closeout': () => {
      const life = forgotten();
      life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
      life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00');
      life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
      return life;
    },
    'of a row of a county’s ledger': () => {
      const life = recordedLife();
      life.say('system', 'Import', ROW, '2026-03-02 09:00');
      return life;
    },
    'of seconds': () => {
      const life = recordedLife({ terms: termsOf('trial') });
      life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
      return life;
    },
  };

  it.each(Object.entries(lives))('%s is what the record says', (_name, begin) => {
    const life = begin();
    const end = time(life.state().terms.policy === 'trial' ? '2026-03-02 09:20' : '2026-04-10 00:00');
    life.pass(end.slice(0, 19).replace('T', ' '));
    const { events, unfitting } = played(life, null, end);
    expect(events).toEqual(storyTo(life, end).events);
    expect(events.length).toBeGreaterThan(1);
    expect(unfitting).toEqual([]);
  });

  it('does not know what was heard after the end', () => {
    const life = forgotten();
    const early = time('2026-03-03 09:30');
    expect(played(life, null, early).events.map(({ type }) => type)).toEqual([
      'HazardReported',
      'HazardVerified',
      'Graded',
      'Assigned',
      'TownshipTasked',
    ]);
  });

  it('has nothing due before the end that an outage let be heard after it', () => {
    const life = forgotten();
    life.outage('2026-03-25 09:00');
    const during = time('2026-03-22 00:00');
    expect(played(life, null, during).events).toEqual(storyTo(life, during).events);
  });

  it('stands as overdue from the end of T on, to the end', () => {
    expect(played(supervised()).overdue).toEqual([{ from: time('2026-03-19 00:00'), to: END }]);
  });

  it('stands as overdue from the end of its T, though it came overdue from a ledger and nothing happened since', () => {
    const life = recordedLife();
    life.say('system', 'Import', ROW, '2026-03-02 09:00');
    for (const end of [time('2026-03-02 09:01'), END])
      expect(played(life, null, end).overdue).toEqual([{ from: time('2026-01-21 00:00'), to: end }]);
  });

  it('stands as overdue from the end of its T, though the next rung is yet to come', () => {
    const end = time('2026-03-19 06:00');
    expect(played(forgotten(), null, end).overdue).toEqual([{ from: time('2026-03-19 00:00'), to: end }]);
  });

  it('is overdue no longer once it is answered', () => {
    const life = forgotten();
    life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-23 09:00');
    expect(played(life).overdue).toEqual([{ from: time('2026-03-19 00:00'), to: time('2026-03-23 09:00') }]);
  });
});

describe('a story played under a draft', () => {
  const EARLIER = draftWith('t-supervise', 1);

  it('fires its rungs when the draft says', () => {
    expect(of(forgotten(), 'RungFired').filter((it) => it.startsWith('supervise T'))).toEqual([
      'supervise T 2026-03-24T08:30',
    ]);
    expect(of(forgotten(), 'RungFired', EARLIER).filter((it) => it.startsWith('supervise T'))).toEqual([
      'supervise T 2026-03-20T08:30',
    ]);
  });

  it('has people issue and answer as long after they were asked as they really did', () => {
    expect(of(supervised(), 'RungIssued', EARLIER)).toEqual(['supervise T 2026-03-20T12:00']);
    expect(of(supervised(), 'SupervisionAnswered', EARLIER)).toEqual(['supervise T 2026-03-21T12:00']);
    expect(played(supervised(), EARLIER).unfitting).toEqual([]);
  });

  it('tells which answers nothing asked for any more', () => {
    expect(played(supervised(), draftWith('t-supervise', 90)).unfitting).toEqual(['RungNotFired', 'RungNotFired']);
  });

  it('lets an answer lie beyond the end, when the rung is so late', () => {
    const late = played(supervised(), draftWith('t-supervise', 14), time('2026-04-08 10:00'));
    expect(late.events.filter(({ type }) => type === 'RungIssued')).toEqual([]);
    expect(late.unfitting).toEqual(['RungNotFired']);
  });

  it('counts acts that no longer fit by their refusals, and goes on', () => {
    const life = forgotten();
    const asked = life.say(
      'ent-jb',
      'RequestExtension',
      { amount: 10, reason: 'objective', explanation: '设备到货晚', controls: '停用', evidence: ['sha256:e'] },
      '2026-03-17 09:00',
    );
    life.pass('2026-04-10 00:00');
    expect(asked).toMatchObject({ outcome: 'done' });
    const window = { ...termsOf('standard').periods.extensionWindow, amount: 1 };
    const { content, ...draft } = draftWith('t-supervise', 3);
    const narrow: Draft = {
      ...draft,
      content: { ...content, periods: { ...content.periods, extensionWindow: window } },
    };
    const { unfitting, events } = played(life, narrow);
    expect(unfitting).toEqual(['ExtensionTooEarly']);
    expect(events.length).toBeGreaterThan(10);
  });

  it('keeps the outages of the record', () => {
    const heard = (draft: Draft | null) =>
      played(outaged(), draft).events.find(({ data }) => (data as { key?: string }).key === 't-supervise@T1');
    expect(heard(EARLIER)).toMatchObject({ at: time('2026-03-20 08:30'), heardAt: time('2026-03-25 10:00') });
  });

  it('does not mind which version people had seen', () => {
    const life = supervised();
    const { commands, ...rest } = told(life);
    const seen = commands.map((command) => ({ ...command, expectedVersion: 1 }));
    const story = storyOf({ ...rest, commands: seen }, END);
    if (story === null) throw new Error('nobody opened it');
    expect(play(HAZARD, story, under(EARLIER), END).unfitting).toEqual([]);
  });

  it('calls the matter by its title', () => {
    expect(played(supervised(), EARLIER).title).toBe('配电箱无漏电保护');
  });
});

describe('a matter that nobody opened by a command', () => {
  it('has no story', () => {
    const { commands: _none, ...rest } = told(forgotten());
    expect(storyOf({ ...rest, commands: [] }, END)).toBeNull();
  });
});
