import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindByName } from '../../../workflows/kinds.ts';
import { dayOf, instantOf, plusDays } from '../../../workflows/kernel/instant.ts';
import type { Policy } from '../../../workflows/kernel/terms.ts';
import { expectProblem, patch } from './register-calls.ts';
import { apiSystem, listOf, textOf, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let desk: Caller;
let director: Caller;

beforeAll(async () => {
  system = await apiSystem();
  [desk, director] = [await system.as('anweiban'), await system.as('anweiban-zr')];
});
afterAll(() => system.close());

const POLICIES = '/v1/registers/policies';
const STANDARD = newest();
const LATER = '2099-01-01';
const BASED = { basedOn: `hazard/standard/${STANDARD.version.toString()}`, title: '修订稿', effectiveFrom: LATER };

function newest(): Policy {
  const [first] = kindByName('hazard')
    .policies.filter(({ id }) => id === 'standard')
    .sort((a, b) => b.version - a.version);
  if (first === undefined) throw new Error('the hazard has no standard policy');
  return first;
}

function contentOf({ periods, numbers, ladder, overrides = [] }: Policy) {
  return { periods, numbers, ladder, overrides };
}

function ladderWith(id: string, amount: number) {
  return STANDARD.ladder.map((row) =>
    row.id === id ? { ...row, anyOf: [{ after: 'due', wait: { amount, unit: 'workingDay' } }] } : row,
  );
}

async function drafted(body: object = { ...BASED, changes: {} }): Promise<string> {
  const answer = await desk.send(POLICIES, body);
  expect(answer.status).toBe(201);
  return `${POLICIES}/${textOf(answer, 'id')}`;
}

describe('a policy', () => {
  it('is drafted by what changes, corrected, and published for good by another person', async () => {
    const changes = { periods: { grade: { amount: 2 } } };
    const answer = await desk.send(POLICIES, { ...BASED, changes });
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'draft', title: '修订稿', draftedBy: 'per-anweiban-1' },
    });
    expect(answer.body['version']).toBe(STANDARD.version + 1);
    const content = contentOf(STANDARD);
    const grade = { ...STANDARD.periods['grade'], amount: 2 };
    expect(answer.body['content']).toEqual({ ...content, periods: { ...content.periods, grade } });
    const url = `${POLICIES}/${textOf(answer, 'id')}`;
    const changed = await patch(desk, url, { title: '再修订稿', changes: { numbers: { returnsMax: 2 } } });
    expect(changed).toMatchObject({
      status: 200,
      body: { title: '再修订稿', content: { numbers: { returnsMax: 2 } } },
    });
    expect(changed.body['content']).toMatchObject({ periods: { grade } });
    const published = await director.send(`${url}/publish`, { reason: '县政府常务会通过' });
    expect(published).toMatchObject({ status: 200, body: { status: 'published', publishedBy: 'per-anweiban-3' } });
    expectProblem(await director.send(`${url}/publish`, { reason: '再来' }), 409, 'AlreadyPublished');
    expectProblem(await patch(desk, url, { title: '改' }), 409, 'AlreadyPublished');
    const entry = await desk.get(url);
    expect(entry.body).toMatchObject({ name: '再修订稿', status: 'published' });
    expect(listOf(entry, 'versions')).toMatchObject([
      { by: 'per-anweiban-1', before: null, after: { title: '修订稿' } },
      { before: { title: '修订稿' }, after: { title: '再修订稿' } },
      { by: 'per-anweiban-3', before: { status: 'draft' }, after: { reason: '县政府常务会通过', status: 'published' } },
    ]);
  });

  it('is read as a draft by 安委办, leaders, auditors and the administrator only, and by all once it is published', async () => {
    const url = await drafted();
    const id = url.slice(POLICIES.length + 1);
    const lists = async (caller: Caller) =>
      listOf(await caller.get(`${POLICIES}?limit=500`)).some((entry) => entry['id'] === id);
    const readers = await Promise.all(['anweiban', 'fenguan', 'shenji', 'admin'].map((name) => system.as(name)));
    const others = await Promise.all(['gongzhong', 'qiye01-fzr', 'yingji-zr', 'ducha'].map((name) => system.as(name)));
    for (const caller of readers) expect([(await caller.get(url)).status, await lists(caller)]).toEqual([200, true]);
    for (const caller of others) {
      expectProblem(await caller.get(url), 404, 'NotFound');
      expect(await lists(caller)).toBe(false);
    }
    await director.send(`${url}/publish`, { reason: '通过' });
    for (const caller of others) {
      // What it was before it was published stays among those who drafted it.
      expect(listOf(await caller.get(url), 'versions')).toMatchObject([
        { before: null, after: { status: 'published' } },
      ]);
      expect(await lists(caller)).toBe(true);
    }
  });

  it('is drafted whole, too, for every kind that has one', async () => {
    const content = contentOf(STANDARD);
    const whole = {
      kind: 'hazard',
      id: 'standard',
      title: '全文',
      effectiveFrom: LATER,
      effectiveTo: '2099-12-31',
      content,
    };
    const url = await drafted(whole);
    expect((await desk.get(url)).body).toMatchObject({ content, effectiveTo: '2099-12-31' });
    await drafted({ basedOn: 'accountability/standard/1', title: '问责', effectiveFrom: LATER, changes: {} });
    for (const [body, pointer] of [
      [{ ...whole, kind: 'parcel' }, '/kind'],
      [{ ...BASED, basedOn: BASED.basedOn.replace('standard', 'trial'), changes: {} }, '/kind'],
      [{ ...BASED, basedOn: 'hazard/standard/99', changes: {} }, '/basedOn'],
      [{ ...BASED, basedOn: 'hazard', changes: {} }, '/basedOn'],
    ] as const)
      expectProblem(await desk.send(POLICIES, body), 422, 'PolicyUnfit', [pointer, 'PolicyUnknown']);
  });

  it('whose figures are wrong is refused by their places, as a draft and as a change', async () => {
    const url = await drafted();
    const wrong = [
      [{ periods: { grade: { amount: 0 } } }, '/periods/grade/amount', 'ZeroWait'],
      [{ periods: { grade: null } }, '/periods/grade', 'FigureMissing'],
      [{ numbers: { other: 1 } }, '/numbers/other', 'FigureUnknown'],
      [{ numbers: { officersMin: 1 } }, '/numbers/officersMin', 'NumberOutside'],
      [{ periods: { verify: { amount: 1e15 } } }, '/periods/verify/amount', 'AmountTooLarge'],
      [{ ladder: ladderWith('t-talk', 0) }, /\/ladder\/\d+\/anyOf\/0\/wait\/amount/, 'ZeroWait'],
      [{ ladder: ladderWith('t-talk', 4) }, /\/ladder\/\d+/, 'RungsDoNotRise'],
    ] as const;
    for (const [changes, pointer, code] of wrong) {
      const [asDraft, asChange] = [
        await desk.send(POLICIES, { ...BASED, changes }),
        await patch(desk, url, { changes }),
      ];
      expectProblem(asDraft, 422, 'PolicyUnfit');
      expect(asChange.body['errors']).toEqual(asDraft.body['errors']);
      const place: unknown = typeof pointer === 'string' ? `/content${pointer}` : expect.stringMatching(pointer);
      expect(listOf(asDraft, 'errors')[0]).toMatchObject({ pointer: place, code });
    }
    const low = await desk.send(POLICIES, { ...BASED, changes: { ladder: ladderWith('t-talk', 4) } });
    expect(low.body['detail']).toMatch(/t-talk.*t-list/);
    expect((await desk.get(url)).body['content']).toEqual(contentOf(STANDARD));
  });

  it('of a wrong shape is refused', async () => {
    const url = await drafted();
    expectProblem(await desk.send(POLICIES, BASED), 400, 'InvalidBody', ['/changes', 'required']);
    expectProblem(await desk.send(POLICIES, { ...BASED, changes: { periods: { grade: 1 } } }), 400, 'InvalidBody', [
      '/content/periods/grade',
      'type',
    ]);
    expectProblem(
      await desk.send(POLICIES, { ...BASED, effectiveFrom: '2099-02-30', changes: {} }),
      400,
      'InvalidBody',
    );
    expectProblem(await patch(desk, url, {}), 400, 'InvalidBody');
    const ends = { effectiveTo: '2098-01-01' };
    expectProblem(await patch(desk, url, ends), 422, 'PolicyUnfit', ['/effectiveTo', 'DaysReversed']);
  });

  it('that an earlier release let through is checked again before it is published', async () => {
    const url = await drafted();
    await system.db.sql`
      update policies set content = jsonb_set(content, '{periods,grade,amount}', '1000000000')
      where status = 'draft' and kind || '/' || id || '/' || version = ${url.slice(POLICIES.length + 1)}`;
    expectProblem(await director.send(`${url}/publish`, { reason: '同意' }), 422, 'PolicyUnfit');
  });

  it('is not published by its drafter, by a desk, or into the past', async () => {
    const url = await drafted();
    // Who changes a draft is its drafter from then on.
    expect((await patch(director, url, { title: '主任改稿' })).status).toBe(200);
    expectProblem(await director.send(`${url}/publish`, { reason: '自己发布' }), 403, 'PublisherIsDrafter');
    for (const name of ['anweiban', 'admin', 'yingji-zr', 'qiye01-fzr', 'gongzhong'])
      expectProblem(await (await system.as(name)).send(`${url}/publish`, { reason: '发布' }), 403, 'Forbidden');
    await patch(desk, url, { effectiveFrom: '2026-01-01' });
    expectProblem(await director.send(`${url}/publish`, { reason: '追溯' }), 422, 'EffectiveInPast', [
      '/effectiveFrom',
      'EffectiveInPast',
    ]);
    expectProblem(await director.send(`${POLICIES}/hazard/standard/999/publish`, { reason: '发布' }), 404, 'NotFound');
    expectProblem(await patch(desk, `${POLICIES}/hazard/standard/x`, { title: '改' }), 404, 'NotFound');
    await patch(desk, url, { effectiveFrom: LATER });
    expect((await (await system.as('xianzhang')).send(`${url}/publish`, { reason: '县长发布' })).status).toBe(200);
  });

  it('is read by everyone and written by 安委办 and the administrator only', async () => {
    const url = await drafted();
    for (const name of ['gongzhong', 'qiye01-fzr', 'yingji-zr', 'xianzhang']) {
      const caller = await system.as(name);
      expect((await caller.get(`${POLICIES}/${BASED.basedOn}`)).status).toBe(200);
      expectProblem(await caller.send(POLICIES, { ...BASED, changes: {} }), 403, 'Forbidden');
      expectProblem(await patch(caller, url, { title: '改' }), 403, 'Forbidden');
    }
    expect((await patch(await system.as('admin'), url, { title: '管理员改稿' })).status).toBe(200);
  });

  it('is applied by who may publish, once it is published and in force, to matters that it concerns', async () => {
    const url = await drafted();
    const reason = '适用于在办事项';
    expectProblem(await desk.send(`${url}/apply`, { reason }), 403, 'Forbidden');
    expectProblem(await director.send(`${url}/apply`, { reason }), 409, 'NotPublished');
    await director.send(`${url}/publish`, { reason: '发布' });
    expectProblem(await director.send(`${url}/apply`, { reason }), 422, 'NotInForce');
    const first = `${POLICIES}/${BASED.basedOn}`;
    expectProblem(await director.send(`${first}/apply`, { reason, matters: ['haz-0'] }), 422, 'MatterNotConcerned');
    expectProblem(await director.send(`${first}/apply`, {}), 400, 'InvalidBody', ['/reason', 'required']);
    expectProblem(await director.send(`${POLICIES}/hazard/standard/999/apply`, { reason }), 404, 'NotFound');
  });
});

describe('a special period', () => {
  const PERIODS = '/v1/registers/special-periods';
  const PERIOD = { name: '全国两会', from: '2099-03-01', to: '2099-03-15', basis: '县委办〔2099〕3号' };

  it('is entered once, and revoked with a reason; both are kept', async () => {
    const added = await director.send(PERIODS, PERIOD);
    expect(added).toMatchObject({ status: 201, body: { ...PERIOD, decidedBy: 'per-anweiban-3', revokedAt: null } });
    const id = textOf(added, 'id');
    expect((await director.send(PERIODS, PERIOD)).body['id']).toBe(id);
    const leader = await system.as('xianzhang');
    const revoked = await leader.send(`${PERIODS}/${id}/revoke`, { reason: '会期调整' });
    expect(revoked).toMatchObject({ status: 200, body: { id } });
    expect(revoked.body['revokedAt']).not.toBeNull();
    expectProblem(await leader.send(`${PERIODS}/${id}/revoke`, { reason: '再来' }), 404, 'NotFound');
    expect(listOf(await desk.get(`${PERIODS}/${id}`), 'versions')).toMatchObject([
      { by: 'per-anweiban-3', before: null, after: PERIOD },
      { by: 'per-xianzhang', before: { revokedAt: null }, after: { reason: '会期调整' } },
    ]);
    expect((await director.send(PERIODS, PERIOD)).body['id']).not.toBe(id);
  });

  it('has days in order that are to come, a basis, and is entered by 安委办主任 or a leader', async () => {
    expectProblem(await director.send(PERIODS, { ...PERIOD, to: '2099-02-28' }), 422, 'InvalidPeriod', [
      '/to',
      'DaysReversed',
    ]);
    const begun = { ...PERIOD, from: daysFromNow(-1), to: daysFromNow(1) };
    expectProblem(await director.send(PERIODS, begun), 422, 'InvalidPeriod', ['/from', 'PeriodInPast']);
    expectProblem(await director.send(PERIODS, { ...PERIOD, basis: '' }), 400, 'InvalidBody');
    for (const name of ['anweiban', 'admin', 'yingji-zr', 'gongzhong']) {
      const caller = await system.as(name);
      expectProblem(await caller.send(PERIODS, PERIOD), 403, 'Forbidden');
      expectProblem(await caller.send(`${PERIODS}/sp-0/revoke`, { reason: '撤销' }), 403, 'Forbidden');
    }
  });

  it('begins today or later and lasts at most ninety-two days', async () => {
    const today = daysFromNow(0);
    const long = { ...PERIOD, name: '今日起', from: today, to: daysFromNow(92) };
    expectProblem(await director.send(PERIODS, long), 422, 'InvalidPeriod', ['/to', 'PeriodTooLong']);
    const most = await director.send(PERIODS, { ...long, to: daysFromNow(91) });
    expect(most).toMatchObject({ status: 201, body: { from: today } });
    await director.send(`${PERIODS}/${textOf(most, 'id')}/revoke`, { reason: '撤销' });
  });

  it('has no day in common with another that stands', async () => {
    const first = { ...PERIOD, name: '汛期', from: '2099-07-01', to: '2099-07-31' };
    const id = textOf(await director.send(PERIODS, first), 'id');
    for (const [from, to] of [
      ['2099-07-31', '2099-08-05'],
      ['2099-06-25', '2099-07-01'],
      ['2099-07-01', '2099-07-31'],
    ]) {
      const refusal = await director.send(PERIODS, { ...first, name: '高温', from, to });
      expectProblem(refusal, 422, 'InvalidPeriod', ['/from', 'PeriodsOverlap']);
      expect(refusal.body['detail']).toContain('汛期');
    }
    const next = { ...first, name: '高温', from: '2099-08-01', to: '2099-08-05' };
    expect((await director.send(PERIODS, next)).status).toBe(201);
    await director.send(`${PERIODS}/${id}/revoke`, { reason: '撤销' });
    expect((await director.send(PERIODS, { ...next, from: '2099-07-30', to: '2099-07-31' })).status).toBe(201);
  });
});

/** A day of the county, so many days from today. */
function daysFromNow(days: number): string {
  return plusDays(dayOf(instantOf(Date.now())), days);
}
