import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, noticeOf } from './register-calls.ts';
import { apiSystem, listOf, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let desk: Caller;
let director: Caller;

beforeAll(async () => {
  system = await apiSystem();
  [desk, director] = [await system.as('anweiban'), await system.as('anweiban-zr')];
});
afterAll(() => system.close());

const CALENDARS = '/v1/registers/calendars';
const NOTICE = noticeOf(2027);

describe('a year of workdays', () => {
  it('is drafted, replaced, published by another person, and stands for good; every change is kept', async () => {
    const drafted = await desk.send(CALENDARS, NOTICE);
    expect(drafted).toMatchObject({
      status: 201,
      body: { id: '2027/1', status: 'draft', draftedBy: 'per-anweiban-1' },
    });
    const off = noticeOf(2027, ['2027-02-07']);
    const replaced = await desk.send(CALENDARS, off);
    expect(replaced).toMatchObject({ status: 201, body: { id: '2027/1', holidays: off.holidays } });
    expect((await desk.get(CALENDARS)).body).toMatchObject({ coverage: { from: '2025-01-01', to: '2026-12-31' } });
    const published = await director.send(`${CALENDARS}/2027/1/publish`, { reason: '国务院办公厅已发布' });
    expect(published).toMatchObject({ status: 200, body: { status: 'published', publishedBy: 'per-anweiban-3' } });
    expectProblem(await director.send(`${CALENDARS}/2027/1/publish`, { reason: '再来' }), 409, 'AlreadyPublished');
    const entry = await desk.get(`${CALENDARS}/2027/1`);
    expect(entry.body).toMatchObject({ coveredFrom: '2027-01-01', coveredTo: '2027-12-31', counts: true });
    expect(listOf(entry, 'versions')).toMatchObject([
      { by: 'per-anweiban-1', before: null, after: { holidays: NOTICE.holidays } },
      { by: 'per-anweiban-1', before: { holidays: NOTICE.holidays }, after: { holidays: off.holidays } },
      {
        by: 'per-anweiban-3',
        before: { status: 'draft' },
        after: { status: 'published', reason: '国务院办公厅已发布' },
      },
    ]);
    expect((await desk.get(CALENDARS)).body).toMatchObject({ coverage: { from: '2025-01-01', to: '2027-12-31' } });
    // What is published is never replaced: the next draft is another version.
    const next = await desk.send(CALENDARS, NOTICE);
    expect(next.body).toMatchObject({ id: '2027/2', status: 'draft' });
    expect((await desk.get(`${CALENDARS}/2027/1`)).body).toMatchObject({ holidays: off.holidays, counts: true });
  });

  it('leaves a gap in the coverage as a gap', async () => {
    await desk.send(CALENDARS, noticeOf(2031));
    await director.send(`${CALENDARS}/2031/1/publish`, { reason: '预发布' });
    expect((await desk.get(CALENDARS)).body).toMatchObject({ coverage: { from: '2025-01-01', to: '2027-12-31' } });
  });

  it('is not published by who drafted it, by a desk, or when there is none', async () => {
    await director.send(CALENDARS, noticeOf(2029));
    const url = `${CALENDARS}/2029/1/publish`;
    expectProblem(await director.send(url, { reason: '自己发布' }), 403, 'PublisherIsDrafter');
    for (const name of ['anweiban', 'admin', 'yingji-zr', 'gongzhong'])
      expectProblem(await (await system.as(name)).send(url, { reason: '发布' }), 403, 'Forbidden');
    expectProblem(await director.send(`${CALENDARS}/2029/2/publish`, { reason: '发布' }), 404, 'NotFound');
    for (const path of [
      'x/y',
      '2029/99999999999999999999',
      '2029/0x1',
      '2029/1e0',
      '2029/+1',
      '0002029/1',
      '2029/0000001',
    ])
      expectProblem(await director.send(`${CALENDARS}/${path}/publish`, { reason: '发布' }), 404, 'NotFound');
    expectProblem(await director.send(url, {}), 400, 'InvalidBody', ['/reason', 'required']);
    expect((await (await system.as('xianzhang')).send(url, { reason: '县长发布' })).status).toBe(200);
  });

  it('is drafted by 安委办 and the administrator only, and read by everyone', async () => {
    expect((await (await system.as('admin')).send(CALENDARS, noticeOf(2030))).status).toBe(201);
    for (const name of ['xianzhang', 'yingji-zr', 'qiye01-fzr', 'gongzhong', 'shenji']) {
      const caller = await system.as(name);
      expectProblem(await caller.send(CALENDARS, NOTICE), 403, 'Forbidden');
      expect((await caller.get(CALENDARS)).status).toBe(200);
    }
  });

  it('that is unfit is refused with every fault by its place', async () => {
    const bad = { ...NOTICE, holidays: [...NOTICE.holidays, '2027-02-30', '2028-01-01'], workdays: ['2027-01-01x'] };
    expectProblem(
      await desk.send(CALENDARS, bad),
      422,
      'CalendarUnfit',
      ['/holidays/12', 'DayUnreal'],
      ['/holidays/13', 'DayOutsideYear'],
      ['/workdays/0', 'DayUnreal'],
    );
    const short = await desk.send(CALENDARS, { ...NOTICE, holidays: NOTICE.holidays.slice(0, -1) });
    expectProblem(short, 422, 'CalendarUnfit', ['/holidays', 'HolidayMissing']);
    expect(short.body['detail']).toContain('2027-10-03');
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() + 6;
    expectProblem(
      await desk.send(CALENDARS, { ...noticeOf(year), publishedOn: '2099-01-01' }),
      422,
      'CalendarUnfit',
      ['/year', 'YearOutside'],
      ['/publishedOn', 'PublishedInFuture'],
    );
    expectProblem(await desk.send(CALENDARS, { ...NOTICE, source: ' ' }), 400, 'InvalidBody');
    expectProblem(await desk.send(CALENDARS, { ...NOTICE, note: 1 }), 400, 'InvalidBody', [
      '/note',
      'additionalProperties',
    ]);
  });
});

describe('a year as a table', () => {
  const CSV = `类型,日期\n${NOTICE.holidays.map((day) => `休,${day.replace('2027-', '2028/')}`).join('\n')}\n\n班,2028年9月30日\n`;
  const query = `?year=2028&publishedOn=2026-11-04&source=${encodeURIComponent('国办发明电〔2027〕1号')}`;
  const sent = (payload: string | Buffer, url = `${CALENDARS}/import${query}`) =>
    desk.inject({ method: 'POST', url, payload, headers: { 'content-type': 'text/csv' } });

  it('is drafted, as text or within JSON', async () => {
    const drafted = await sent(`\ufeff${CSV}`);
    expect(drafted).toMatchObject({
      status: 201,
      body: { id: '2028/1', source: '国办发明电〔2027〕1号', workdays: ['2028-09-30'] },
    });
    expect(drafted.body['holidays']).toHaveLength(12);
    const json = { year: 2028, source: '文号', publishedOn: '2026-11-04', csv: CSV };
    expect((await desk.send(`${CALENDARS}/import`, json)).body).toMatchObject({ id: '2028/1', source: '文号' });
  });

  it('that is saved in GB18030 is read', async () => {
    // “类型,日期” and “休” in GB18030.
    const head = Buffer.from('c0e0d0cd2cc8d5c6da0a', 'hex');
    const rest = NOTICE.holidays.map((day) =>
      Buffer.concat([Buffer.from('d0dd', 'hex'), Buffer.from(`,${day.replace('2027', '2028')}\n`)]),
    );
    expect((await sent(Buffer.concat([head, ...rest]))).status).toBe(201);
  });

  it('that is wrong in any line is refused whole, by its lines', async () => {
    expectProblem(await sent('类型,日期\n放,2028-01-01\n休,2028-01-01'), 422, 'CalendarUnfit', [
      '/csv/2',
      'KindUnknown',
    ]);
    expectProblem(await sent('日子\n2028-01-01'), 422, 'CalendarUnfit', ['/csv', 'HeadingMissing']);
    expectProblem(await sent('"'), 422, 'CalendarUnfit', ['/csv', 'HeadingMissing']);
    expectProblem(await sent(`${CSV}休,元旦`), 422, 'CalendarUnfit', ['/csv/16', 'DayUnreal']);
    expectProblem(await sent(Buffer.from([0xff, 0xff, 0xff])), 400, 'InvalidText');
    expectProblem(await sent(CSV, `${CALENDARS}/import?year=2028`), 400, 'InvalidBody');
    expectProblem(await sent(CSV, CALENDARS), 415, 'UnsupportedMediaType');
    const stranger = await system.as('gongzhong');
    expectProblem(await stranger.send(`${CALENDARS}/import`, {}), 403, 'Forbidden');
  });
});
