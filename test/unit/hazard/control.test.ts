import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import { HAZARD_FACE as face } from '../../../workflows/hazard/face.ts';
import { CONTROL, impose, ofTownship, sealed } from '../../support/control-bodies.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';
import { code, day, termsOf, time, unit, who, type Story } from '../../support/hazard-story.ts';

const E = ['sha256:e'];

function effectsOf<T extends Effect['type']>(told: Story, type: T): Extract<Effect, { type: T }>[] {
  const all = told.entries().flatMap((entry) => entry.effects);
  return all.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
}
/** Whom each sending of a notice told. */
function toldBy(told: Story, notice: string): readonly (readonly string[])[] {
  return effectsOf(told, 'Notify').flatMap((effect) => (effect.notice === notice ? [effect.posts] : []));
}
/** When an event of a type happened. */
function whenOf(told: Story, type: string): readonly string[] {
  return told.events().flatMap((event) => (event.type === type ? [event.at] : []));
}
function drawn(told: Story): readonly string[] {
  return effectsOf(told, 'Draw').map((effect) => effect.document);
}
function duties(told: Story): readonly string[] {
  return effectsOf(told, 'RecordDuty').map((effect) => `${effect.post} ${effect.duty}`);
}
function request(told: Story, at = '2026-03-05 11:00', by = 'ent-jb') {
  return told.say(by, 'RequestResumption', CONTROL.request, at);
}
const consent = (told: Story, by: string, at = '2026-03-06 09:00') =>
  told.say(by, 'DecideResumption', CONTROL.consent, at);

describe('a measure is imposed', () => {
  it.each([
    ['seal', '2026-04-04 00:00', 30],
    ['suspend', '2026-09-01 00:00', 180],
    ['stopUse', null, null],
    ['withdraw', null, null],
  ] as const)('%s: its lawful end is %s', (control, until, amount) => {
    const told = driven('rectifying');
    expect(code(impose(told, { control }))).toBe('done');
    const [standing] = told.state().controls;
    expect(standing).toMatchObject({ nth: 1, kind: control, until: until === null ? null : time(until) });
    expect(standing?.period?.amount ?? null).toBe(amount);
    expect(standing).toMatchObject({ imposedBy: who('yj-jb').person, date: '2026-03-04', liftedAt: null });
  });

  it('and its term counts from the day of the paper', () => {
    const told = driven('rectifying');
    impose(told, { date: day('2026-03-03') });
    expect(told.state().controls[0]).toMatchObject({ date: '2026-03-03', until: time('2026-04-03 00:00') });
  });

  it('and told to whoever must obey, to the supervising unit, the township and 安委办; its paper is drawn up', () => {
    const told = sealed();
    expect(toldBy(told, 'ControlImposed')).toEqual([['ent-jb', 'ent-zr', 'yj-jb', 'town-jb', 'awb-jb']]);
    expect(drawn(told).at(-1)).toBe('controlDecision');
  });

  it('and the enterprise is told as well when the township rectifies for it', () => {
    const told = ofTownship();
    impose(told);
    expect(toldBy(told, 'ControlImposed')[0]).toEqual(['town-jb', 'town-zr', 'ent-jb', 'ent-zr', 'yj-jb', 'awb-jb']);
  });

  it('without an enterprise nobody is told in its place', () => {
    const { subject: _subject, ...report } = { subject: unit('ent') };
    const told = driven('rectifying', {}, { report: { ...report, subject: undefined as never } });
    impose(told);
    expect(told.state().controls).toHaveLength(1);
  });

  it.each(['town-jb', 'awb-jb', 'zj-jb', 'yj-jb'])('people are withdrawn by %s alone, the paper may follow', (by) => {
    const told = driven('rectifying');
    const { document: _document, ...withoutPaper } = CONTROL.seal;
    const body = { ...withoutPaper, control: 'withdraw', officers: people(by) } as const;
    expect(code(told.say(by, 'ImposeControl', body, '2026-03-04 09:00'))).toBe('done');
    expect(told.state().controls[0]?.document).toBeNull();
  });

  it.each(['ent-jb', 'ent-zr', 'group', 'citizen', 'xianzhang', 'system'])('never by %s', (by) => {
    const told = driven('rectifying');
    expect(code(impose(told, { control: 'withdraw', officers: people(by) }, undefined, by))).toBe('NotYours');
  });

  it('never by a township that it does not lie in', () => {
    const elsewhere = { ...who('town-jb'), unit: unit('far') };
    expect(face.relations(driven('rectifying').state(), elsewhere)).toEqual(['anyone']);
    expect(face.relations(driven('rectifying').state(), who('town-jb'))).toEqual(['anyone', 'township', 'authority']);
  });

  it('never by the certified officers of another department, or of 安委办', () => {
    const officers = people('zj-jb', 'zj-jb2');
    expect(code(impose(driven('rectifying'), { officers }, undefined, 'zj-jb'))).toBe('OfficersNotOfOneUnit');
  });

  it('while a transfer waits: the transfer comes back first', () => {
    const told = driven('reported');
    told.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, '2026-03-02 10:00');
    const said = impose(told, {}, '2026-03-02 11:00');
    expect(said.events.map((event) => event.type)).toEqual(['TransferReturned', 'ControlImposed']);
    expect(told.state()).toMatchObject({ status: 'reported', transfer: null });
    expect(told.state().steps.at(-1)).toMatchObject({ name: 'verify', start: time('2026-03-02 11:00') });
    told.pass('2026-03-20 00:00');
    expect(told.state().status).toBe('reported');
  });

  it('again on another thing, and of another kind on the same', () => {
    const told = sealed();
    expect(code(impose(told, { target: '三号仓库' }, '2026-03-05 11:00'))).toBe('done');
    expect(code(impose(told, { control: 'stopUse' }, '2026-03-05 12:00'))).toBe('done');
    expect(told.state().controls.map((control) => control.nth)).toEqual([1, 2, 3]);
  });

  it('anew on the same thing once it was lifted in time, whenever that is', () => {
    const told = sealed();
    consent(told, 'yj-fg');
    expect(code(impose(told, {}, '2026-04-07 09:00'))).toBe('done');
    expect(told.state().controls.map((control) => control.liftedAt)).toEqual([time('2026-03-06 09:00'), null]);
  });
});

describe('the term of a measure', () => {
  it('warns five days before it ends, tells the leaders at its end and again until someone acts, and lifts nothing', () => {
    const told = sealed();
    told.pass('2026-04-25 00:00');
    expect(whenOf(told, 'ControlExpiring')).toEqual([time('2026-03-31 00:00')]);
    expect(whenOf(told, 'ControlExpired').slice(0, 3)).toEqual(
      ['2026-04-05 00:00', '2026-04-11 00:00', '2026-04-18 00:00'].map(time),
    );
    expect(toldBy(told, 'ControlExpiring')).toEqual([['yj-jb', 'yj-fg', 'awb-jb']]);
    expect(toldBy(told, 'ControlExpired')[0]).toEqual(['yj-zr', 'awb-zr', 'ducha']);
    expect(told.state().controls[0]?.liftedAt).toBeNull();
    expect(code(told.say('yj-jb', 'ImposeControl', CONTROL.seal, '2026-04-25 09:00'))).toBe('ControlAlreadyStands');
  });

  it('says nothing once it is lifted', () => {
    const told = sealed();
    consent(told, 'yj-fg');
    told.pass('2026-05-01 00:00');
    expect(whenOf(told, 'ControlExpiring')).toEqual([]);
    expect(whenOf(told, 'ControlExpired')).toEqual([]);
  });

  it('of a stop of use has no end, so time says nothing', () => {
    const told = driven('rectifying');
    impose(told, { control: 'stopUse' });
    told.pass('2026-12-01 00:00');
    expect(whenOf(told, 'ControlExpired')).toEqual([]);
  });

  it('that is shorter than its warning is warned of at once', () => {
    const terms = termsOf('standard');
    const { controlWarn } = terms.periods;
    const short = { ...terms, periods: { ...terms.periods, controlWarn: { ...controlWarn, amount: 40 } } };
    const told = driven('rectifying', { terms: short });
    const said = impose(told);
    expect(said.events.map((event) => event.type)).toEqual(['ControlImposed', 'ControlExpiring']);
  });

  it('does not keep the holder from being reminded', () => {
    const told = driven('reported');
    impose(told, {}, '2026-03-02 10:00');
    told.pass('2026-04-04 00:00');
    for (const [rung, by] of [
      ['supervise', 'fenguan'],
      ['talk', 'xianzhang'],
      ['refer', 'xianzhang'],
    ] as const)
      told.say(by, 'DecideRung', { rung, clock: 'S', decision: 'decline', reason: '另行处理' }, '2026-04-06 09:00');
    expect(told.pass('2026-04-18 00:00').map((event) => `${event.type} ${event.at.slice(0, 10)}`)).toEqual([
      'ControlExpired 2026-04-09',
      'HolderReminded 2026-04-16',
      'ControlExpired 2026-04-16',
    ]);
  });
});

describe('a seal is extended once', () => {
  const extended = (told: Story, by: string, at: string, heard?: string) =>
    told.say(by, 'ImposeControl', { ...CONTROL.seal, extend: 1 }, at, heard);

  it.each(['yj-zr', 'awb-zr'])('by %s, in the last second of its term, by thirty days more', (by) => {
    const told = sealed();
    told.pass('2026-04-01 00:00');
    expect(code(extended(told, by, '2026-04-04 23:59:59'))).toBe('done');
    expect(told.state().controls[0]).toMatchObject({
      until: time('2026-05-05 00:00'),
      document: CONTROL.seal.document,
    });
    told.pass('2026-05-06 00:00');
    expect(whenOf(told, 'ControlExpiring')).toEqual(['2026-03-31 00:00', '2026-04-30 00:00'].map(time));
    expect(whenOf(told, 'ControlExpired')).toEqual([time('2026-05-05 00:00')]);
    expect(toldBy(told, 'ControlExtended')).toEqual([['ent-jb', 'ent-zr', 'yj-jb', 'awb-jb']]);
    expect(duties(told)).toContain(`${by} control:extended`);
    expect(drawn(told)).toContain('controlDecision');
  });

  it('in time though it is heard after the end: the new term runs, and its own end is told', () => {
    const told = sealed();
    told.pass('2026-04-05 00:00');
    expect(whenOf(told, 'ControlExpired')).toEqual([time('2026-04-05 00:00')]);
    expect(code(extended(told, 'yj-zr', '2026-04-04 23:00', '2026-04-05 01:00'))).toBe('done');
    told.pass('2026-05-05 00:00');
    expect(whenOf(told, 'ControlExpired')).toEqual(['2026-04-05 00:00', '2026-05-05 00:00'].map(time));
  });
});

describe('a measure whose term is over', () => {
  it.each(['yj-zr', 'awb-zr'])('gives its place on the same target to one of another kind, by %s', (by) => {
    const told = sealed();
    told.pass('2026-04-05 00:00');
    const other = { control: 'stopUse', target: ' 二号仓库', replaces: 1 } as const;
    expect(code(impose(told, other, '2026-04-05 09:00', by))).toBe('done');
    expect(told.state().controls.map((control) => control.liftedAt)).toEqual([time('2026-04-05 09:00'), null]);
    told.pass('2026-05-01 00:00');
    expect(whenOf(told, 'ControlExpired')).toHaveLength(1);
  });

  it('is imposed anew once a review lifted it, where it is no seal', () => {
    const told = driven('rectifying');
    impose(told, { control: 'suspend' });
    expect(code(consent(told, 'yj-fg', '2026-09-02 09:00'))).toBe('done');
    expect(code(impose(told, { control: 'suspend' }, '2026-09-03 09:00'))).toBe('done');
  });

  it('keeps nothing else from being sealed', () => {
    const told = sealed();
    told.pass('2026-04-05 00:00');
    expect(code(impose(told, { target: '三号仓库' }, '2026-04-05 09:00'))).toBe('done');
    expect(code(impose(told, { control: 'suspend' }, '2026-04-05 10:00'))).toBe('done');
  });
});

describe('resuming is asked for', () => {
  it('by whoever rectifies and by the enterprise under control, in any open status', () => {
    expect(code(request(sealed('reported')))).toBe('done');
    const told = ofTownship();
    impose(told);
    expect(code(request(told, '2026-03-04 10:00', 'ent-zr'))).toBe('done');
    expect(code(request(sealed(), undefined, 'yj-jb'))).toBe('NotYours');
  });

  it('and its review is due in ten working days; silence tells the leaders once and consents to nothing', () => {
    const told = sealed();
    request(told);
    expect(told.state().resumption).toMatchObject({ until: time('2026-03-20 00:00'), provisional: false });
    expect(toldBy(told, 'ResumptionRequested')).toEqual([['yj-jb', 'yj-fg']]);
    told.pass('2026-06-01 00:00');
    expect(whenOf(told, 'ResumptionUndecided')).toEqual([time('2026-03-20 00:00')]);
    expect(toldBy(told, 'ResumptionUndecided')).toEqual([['yj-zr', 'awb-zr']]);
    expect(told.state()).toMatchObject({ resumption: { undecidedAt: time('2026-03-20 00:00') } });
    expect(told.state().controls[0]?.liftedAt).toBeNull();
    expect(code(consent(told, 'yj-fg', '2026-06-01 09:00'))).toBe('done');
  });

  it('in a coal mine its review has twenty calendar days', () => {
    const told = driven('rectifying', {}, { report: { sector: '煤矿' } });
    impose(told);
    request(told);
    expect(told.state().resumption).toMatchObject({ until: time('2026-03-26 00:00'), period: { amount: 20 } });
  });
});

describe('a review', () => {
  it.each(['yj-fg', 'yj-zr', 'awb-zr'])('consents by %s for a general hazard, and lifts everything', (by) => {
    const told = sealed();
    impose(told, { control: 'withdraw' }, '2026-03-05 10:30');
    request(told);
    expect(code(consent(told, by))).toBe('done');
    expect(told.state().controls.every((control) => control.liftedAt === time('2026-03-06 09:00'))).toBe(true);
    expect(told.state().resumption).toBeNull();
    expect(toldBy(told, 'ResumptionConsented')).toEqual([['ent-jb', 'ent-zr', 'awb-jb']]);
    expect(duties(told)).toEqual([`${who(by).post} resumption:consented`]);
    expect(drawn(told).at(-1)).toBe('resumptionOpinion');
  });

  it.each(['yj-zr', 'awb-zr'])('consents by %s for a major hazard, which can then be passed', (by) => {
    const told = drivenMajor('rectifying');
    impose(told, {}, '2026-03-05 10:00');
    expect(code(consent(told, by))).toBe('done');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 10:00');
    const officers = people('yj-jb', 'yj-jb2', 'expert');
    expect(code(told.say('yj-jb', 'Recheck', { ...BODY.pass, officers }, '2026-03-09 09:00'))).toBe('done');
  });

  it('lifts ex officio what nobody asked about, and says so', () => {
    const told = sealed();
    const exOfficio = consent(told, 'yj-fg');
    expect(exOfficio.events[0]?.data).toMatchObject({ exOfficio: true, lifted: [1] });
    const asked = sealed();
    request(asked);
    expect(consent(asked, 'yj-fg').events[0]?.data).toMatchObject({ exOfficio: false });
  });

  it('refuses by any officer: the measure stands, the enterprise is told and may ask anew', () => {
    const told = sealed();
    request(told);
    const refused = told.say(
      'yj-jb',
      'DecideResumption',
      { ...CONTROL.consent, decision: 'refuse' },
      '2026-03-06 09:00',
    );
    expect(code(refused)).toBe('done');
    expect(told.state().controls[0]?.liftedAt).toBeNull();
    expect(toldBy(told, 'ResumptionRefused')).toEqual([['ent-jb', 'ent-zr']]);
    expect(drawn(told).at(-1)).toBe('resumptionOpinion');
    expect(code(request(told, '2026-03-06 10:00'))).toBe('done');
  });
});

describe('a supply is cut', () => {
  const cut = (told: Story, changes: Partial<(typeof CONTROL)['cut']> & { emergency?: boolean } = {}, by = 'yj-zr') =>
    told.say(by, 'CutSupply', { ...CONTROL.cut, ...changes }, '2026-03-05 11:30');

  it.each(['yj-zr', 'awb-zr'])('by %s, twenty-four hours after the notice', (by) => {
    const told = sealed();
    expect(code(cut(told, {}, by))).toBe('done');
    expect(told.state().supplies[0]).toMatchObject({ effectiveAt: time('2026-03-06 11:30'), cutAt: null });
    expect(duties(told)).toEqual([`${by} supply:cut`]);
    expect(drawn(told).at(-1)).toBe('supplyCutNotice');
    told.pass('2026-03-06 11:29');
    expect(whenOf(told, 'SupplyCut')).toEqual([]);
    told.pass('2026-03-06 11:30');
    expect(whenOf(told, 'SupplyCut')).toEqual([time('2026-03-06 11:30')]);
    expect(told.state().supplies[0]?.cutAt).toBe(time('2026-03-06 11:30'));
    expect(toldBy(told, 'SupplyCutNoticed')).toEqual([['ent-jb', 'ent-zr', 'yj-jb', 'awb-jb']]);
    expect(toldBy(told, 'SupplyCut')).toEqual([['yj-jb', 'awb-jb', 'ent-jb', 'ent-zr']]);
    told.pass('2026-03-08 00:00');
    expect(whenOf(told, 'SupplyCut')).toHaveLength(1);
  });

  it('at once in an emergency', () => {
    const told = sealed();
    expect(cut(told, { emergency: true }).events.map((event) => event.type)).toEqual(['SupplyCutNoticed', 'SupplyCut']);
  });

  it('not any more when the notice is withdrawn before', () => {
    const told = sealed();
    cut(told);
    expect(code(told.say('yj-jb', 'RestoreSupply', CONTROL.restore, '2026-03-06 09:00'))).toBe('done');
    told.pass('2026-03-10 00:00');
    expect(whenOf(told, 'SupplyCut')).toEqual([]);
    expect(toldBy(told, 'SupplyRestored')).toEqual([['yj-jb', 'awb-jb', 'ent-jb', 'ent-zr']]);
  });

  it('beside another, and anew once it was restored; then consent is heard', () => {
    const told = sealed();
    cut(told);
    expect(code(told.say('yj-zr', 'CutSupply', { ...CONTROL.cut, supply: 'explosives' }, '2026-03-05 12:00'))).toBe(
      'done',
    );
    for (const supply of ['power', 'explosives'] as const)
      told.say('yj-jb', 'RestoreSupply', { ...CONTROL.restore, supply }, '2026-03-06 12:00');
    expect(told.state().supplies.map((one) => one.restoredAt)).toEqual(
      ['2026-03-06 12:00', '2026-03-06 12:00'].map(time),
    );
    expect(code(told.say('yj-zr', 'CutSupply', CONTROL.cut, '2026-03-07 09:00'))).toBe('done');
    expect(told.state().supplies[0]?.restoredAt).toBe(time('2026-03-06 12:00'));
    told.say('yj-jb', 'RestoreSupply', CONTROL.restore, '2026-03-07 10:00');
    expect(code(consent(told, 'yj-fg', '2026-03-07 11:00'))).toBe('done');
  });

  it('in the last second of the order that it enforces, and beside one that is over', () => {
    const told = sealed();
    told.pass('2026-04-01 00:00');
    expect(code(told.say('yj-zr', 'CutSupply', CONTROL.cut, '2026-04-04 23:59:59'))).toBe('done');
    impose(told, { control: 'stopUse' }, '2026-04-05 09:00');
    const explosives = { ...CONTROL.cut, supply: 'explosives' } as const;
    expect(code(told.say('yj-zr', 'CutSupply', explosives, '2026-04-05 10:00'))).toBe('done');
  });

  it.each(['suspend', 'stopUse'] as const)('to enforce %s as well', (control) => {
    const told = driven('rectifying');
    impose(told, { control });
    expect(code(cut(told))).toBe('done');
  });
});

describe('a standing measure holds up only what ends the matter', () => {
  it('a general hazard is rechecked and passed all the same, a closeout may be refused', () => {
    const told = sealed('rechecking');
    expect(code(told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 11:00'))).toBe('done');
    const refused = { decision: 'refuse', reason: '措施未解除' } as const;
    expect(code(told.say('yj-fg', 'DecideCloseout', refused, '2026-03-05 12:00'))).toBe('done');
  });

  it('a major hazard can fail its recheck', () => {
    const told = drivenMajor('rectifying');
    impose(told, {}, '2026-03-05 10:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    const officers = people('yj-jb', 'yj-jb2', 'expert');
    expect(code(told.say('yj-jb', 'Recheck', { ...BODY.fail, officers }, '2026-03-09 09:00'))).toBe('done');
  });

  it('a rejection may be declined, and lapses in silence', () => {
    const told = sealed('reported');
    const proposal = { reason: '不存在', evidence: E };
    told.say('yj-jb', 'ProposeRejection', proposal, '2026-03-05 10:30');
    const declined = { decision: 'decline', reason: '存在' } as const;
    expect(code(told.say('yj-fg', 'DecideRejection', declined, '2026-03-05 11:00'))).toBe('done');
  });

  it('an enterprise that is closed down ends the matter and the measures; what is cut stays cut, time says no more', () => {
    const told = sealed();
    consent(told, 'yj-fg', '2026-03-05 10:15');
    impose(told, { control: 'stopUse' }, '2026-03-05 10:30');
    told.say('yj-zr', 'CutSupply', { ...CONTROL.cut, emergency: true }, '2026-03-05 11:30');
    request(told, '2026-03-05 12:00');
    const closed = { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E };
    const ended = time('2026-03-06 09:00');
    expect(code(told.say('awb-zr', 'Abolish', closed, '2026-03-06 09:00'))).toBe('done');
    expect(told.state()).toMatchObject({
      controls: [{ liftedAt: time('2026-03-05 10:15') }, { liftedAt: ended }],
      supplies: [{ restoredAt: null }],
      resumption: null,
    });
    expect(face.view(told.state(), ['supervisor'])['regions']).toMatchObject({ control: { standing: false } });
    expect(told.pass('2026-06-01 00:00').map(({ type }) => type)).toEqual(['LastPapersMissed']);
  });
});

describe('interim control is shown', () => {
  it('with Chinese labels, its term, and whether it is over', () => {
    const told = sealed();
    told.say('yj-zr', 'CutSupply', CONTROL.cut, '2026-03-05 11:30');
    request(told);
    const shown = () => (face.view(told.state(), ['supervisor'])['regions'] as { control: unknown }).control;
    expect(shown()).toMatchObject({
      standing: true,
      controls: [
        { label: '查封', until: time('2026-04-05 00:00'), over: false, standing: true, period: { amount: 30 } },
      ],
      supplies: [{ label: '停电', standing: true }],
      resumption: { until: time('2026-03-20 00:00') },
    });
    told.pass('2026-04-05 00:00');
    expect(shown()).toMatchObject({ controls: [{ over: true }] });
    told.say('yj-jb', 'RestoreSupply', CONTROL.restore, '2026-04-06 09:00');
    consent(told, 'yj-fg', '2026-04-06 10:00');
    expect(shown()).toMatchObject({
      standing: false,
      controls: [{ over: false, standing: false }],
      supplies: [{ standing: false }],
    });
  });

  it('and whoever may withdraw people or asks to resume does not by that see what is raised against officials', () => {
    const told = sealed();
    expect(face.relations(told.state(), who('zj-jb'))).toEqual(['anyone', 'authority']);
    expect(face.view(told.state(), ['anyone', 'authority', 'operator'])).not.toHaveProperty('grounds');
    expect(face.view(told.state(), ['supervisor'])).toHaveProperty('grounds');
  });
});
