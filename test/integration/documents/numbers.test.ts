import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { freezeContent } from '../../../db/documents/content.ts';
import { redrawDocument } from '../../../db/documents/redraw.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';
import { askedPaper, drawnPaper, found, makingOf, OFFICERS, print } from './papers.ts';

const THIRTY = Array.from({ length: 30 }, (_, i) => i + 1);

describe('the number of a document', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
  });
  afterEach(() => db.end());

  /** In order, as they stand under the series of a unit. */
  async function counted(unit = 'u-yingji'): Promise<number[]> {
    const rows = await db.sql<{ number: string }[]>`
      select number from documents where unit = ${unit} and number is not null`;
    return rows.map(({ number }) => Number(/〕(\d+)号$/.exec(number)?.[1])).sort((a, b) => a - b);
  }

  test('is led by the sign of its unit and counts from one in each year', async () => {
    await db.sql`update units set sign = '云应急' where id = 'u-yingji'`;
    const asked = await askedPaper(db, 1);
    expect(await freezeContent(db, asked.id, makingOf())).toMatchObject({ number: '云应急责改〔2026〕1号' });
    const other = await askedPaper(db, 2);
    const making = makingOf();
    const next = { ...making, series: { word: '责改', year: 2027 } };
    expect(await freezeContent(db, other.id, next)).toMatchObject({ number: '云应急责改〔2027〕1号' });
  });

  test('without a sign is led by the short name of the unit', async () => {
    await db.sql`update units set sign = null, short_name = '县应急局' where id = 'u-yingji'`;
    const asked = await askedPaper(db, 1);
    expect(await freezeContent(db, asked.id, makingOf())).toMatchObject({ number: '县应急局责改〔2026〕1号' });
  });

  test('stays one without a gap when thirty are drawn at once and every third fails in its transaction', async () => {
    const asked = await Promise.all(THIRTY.map((n) => askedPaper(db, n)));
    const drawn = await Promise.allSettled(
      asked.map(({ id }, i) => {
        const making = makingOf();
        const failing = () => {
          throw new Error('the source is broken');
        };
        return freezeContent(db, id, i % 3 === 2 ? { ...making, contentOf: failing } : making);
      }),
    );
    expect(drawn.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await counted()).toEqual(THIRTY.slice(0, 20));
    // Those that failed take the numbers after them, not others.
    for (const { id } of asked) await freezeContent(db, id, makingOf());
    expect(await counted()).toEqual(THIRTY);
  });

  test('is drawn once for a document, however many draw it at once', async () => {
    const { id } = await askedPaper(db, 1);
    const all = await Promise.all(THIRTY.map(() => freezeContent(db, id, makingOf())));
    expect(new Set(all.map((one) => one?.number)).size).toBe(1);
    expect(await db.sql`select last from numbers where series like '文书/%'`).toMatchObject([{ last: 1 }]);
  });

  test('counts each unit by itself', async () => {
    const [one, other] = [await askedPaper(db, 1), await askedPaper(db, 2)];
    await freezeContent(db, one.id, makingOf());
    await freezeContent(db, other.id, makingOf({}, 'u-gongan' as UnitId));
    expect([await counted(), await counted('u-gongan')]).toEqual([[1], [1]]);
  });

  test('is kept by a document that is drawn again, whose content is filled in anew', async () => {
    const { id, number, contentHash } = await drawnPaper(db, 1);
    await redrawDocument(db, id, { by: OFFICERS[0] ?? ('' as never), isIssuer: false, order: 'o-1', reason: '更正' });
    expect(await found(db, id)).toMatchObject({ state: 'asked', content: null, number });
    await freezeContent(db, id, makingOf({ fields: { number: '改' } }));
    const again = await print(db, id, 'again');
    expect(again).toMatchObject({ number, edition: 2, state: 'drawn' });
    expect(again.contentHash).not.toBe(contentHash);
    expect(await counted()).toEqual([1]);
  });
});
