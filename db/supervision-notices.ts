import { dayOf, plusDays, type Day, type Instant } from '../workflows/kernel/instant.ts';
import type { PostId, UnitId } from '../workflows/kernel/terms.ts';
import type { Queryable } from './client.ts';
import { deliverNotice } from './inbox.ts';
import type { ChainGap, MissingDuty } from './queries/responsibility.ts';
import { type ChainDuty } from './registers/duty-fit.ts';
import { validOn } from './valid-on.ts';

const DUTY_WORDS: Readonly<Record<ChainDuty, string>> = {
  leader: '领导责任人',
  supervisor: '监管责任人',
  responsible: '主体责任人',
};

const CAUSE_WORDS: Readonly<Record<MissingDuty['why'], string>> = {
  none: '尚未登记',
  ended: '已经截止，没有登记继任',
  vacant: '已不在相应岗位',
};

/** Tells 安委办's desk that a sector is without a direct supervisor after its last day; the same gap is told once. */
export async function tellSectorGap(
  db: { readonly sql: Queryable },
  { sector, last }: { readonly sector: string; readonly last: Day | null },
  at: Instant,
): Promise<void> {
  const since = last === null ? null : plusDays(last, 1);
  await deliverNotice(db, {
    posts: await desksOf(db.sql, [], dayOf(at)),
    matterId: null,
    kind: null,
    key: `jurisdiction/${sector}/${last ?? 'none'}`,
    notice: 'JurisdictionGap',
    title: `监管职责空白：${sector}`,
    body: `行业领域“${sector}”${since === null ? '' : `自 ${since} 起`}没有直接监管单位，由安委办承接，请提请明确监管单位。`,
    data: { sector, since },
    at,
  });
}

/** Tells 安委办's desk, the township and the regulator of one gap in an enterprise's chain; the same gap is told once. */
export async function tellChainGap(
  db: { readonly sql: Queryable },
  { enterprise, name, region, regulator }: ChainGap,
  { duty, why, person, since }: MissingDuty,
  at: Instant,
): Promise<void> {
  const units = [region, regulator].filter((unit) => unit !== null);
  await deliverNotice(db, {
    posts: await desksOf(db.sql, units, dayOf(at)),
    matterId: null,
    kind: null,
    key: `responsibility/${enterprise}/${duty}/${why}/${since}`,
    notice: 'ResponsibilityGap',
    title: `责任链断档：${name}`,
    body: `${name}的${DUTY_WORDS[duty]}${CAUSE_WORDS[why]}，请及时明确并登记。`,
    data: { enterprise, duty, why, person },
    at,
  });
}

/** 安委办's desk, and the posts of rank 1 of units on a day. */
async function desksOf(sql: Queryable, units: readonly UnitId[], day: Day): Promise<readonly PostId[]> {
  const posts = await sql<{ id: PostId }[]>`
    select o.id from posts o
    where o.county_post = 'officeDesk' or (o.unit = any(${[...units]}) and o.rank = 1 and ${validOn(sql, day, 'o')})`;
  return posts.map(({ id }) => id);
}
