import type { Role } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { deliverNotice } from '../inbox.ts';
import { ADMINISTRATORS } from '../registers/fitness.ts';
import { validOn } from '../valid-on.ts';

/** From this rank on (主要负责人) a post decides for its unit. */
const HIGH_RANK = 3;

/**
 * Whether nobody may come by an account of this person alone: they hold or are to hold, or an account of theirs acts as, a
 * post of the three administrators, of a county leader or of a unit's head.
 */
export async function isHigh(sql: Queryable, person: PersonId, at: Instant): Promise<boolean> {
  return await isInPost(sql, person, { roles: [...ADMINISTRATORS, 'leader'], rank: HIGH_RANK }, at);
}

/** Whether a person holds or is to hold, or an account of theirs acts as, a post of these roles. */
async function isOneOf(sql: Queryable, person: PersonId, roles: readonly Role[], at: Instant): Promise<boolean> {
  return await isInPost(sql, person, { roles, rank: null }, at);
}

/** Who releases what another made or reset: 安全管理员, and for 安全管理员 themselves the auditor. */
export async function releaserOf(sql: Queryable, person: PersonId, at: Instant): Promise<'security' | 'auditor'> {
  return (await isOneOf(sql, person, ['security'], at)) ? 'auditor' : 'security';
}

/** What was done to an account that its person and the auditor are told of. */
export type Told = 'made' | 'passwordReset' | 'factorReset' | 'linked' | 'promoted' | 'rescued' | 'released';

const WORDS: Readonly<Record<Told, string>> = {
  made: '新开立了账号',
  passwordReset: '重置了密码',
  factorReset: '重置了动态口令',
  linked: '登记了统一身份认证平台的身份',
  promoted: '登记了重要岗位（须经核准后才能再登录）',
  rescued: '在服务器上重置了密码和动态口令',
  released: '核准启用了账号',
};

/** Puts a notice of it into the inboxes of the person's posts and the auditors', so that nobody does it unseen. */
export async function tellOwner(
  sql: Queryable,
  account: { readonly username: string; readonly person: PersonId },
  did: Told,
  at: Instant,
): Promise<void> {
  const { username, person } = account;
  await deliverNotice(
    { sql },
    {
      posts: await postsToTell(sql, person, at),
      matterId: null,
      kind: null,
      key: `accounts/${username}/${did}/${at}`,
      notice: 'AccountTouched',
      title: `账号变动：${username}`,
      body: `管理员为账号 ${username} ${WORDS[did]}。不是本人提出的，请立即告知审计管理员。`,
      data: { username, did },
      at,
    },
  );
}

/** Tells a person that a key is to act in their name, and that it waits for their word. */
export async function tellOfKey(
  sql: Queryable,
  { id, name, person }: { readonly id: string; readonly name: string; readonly person: PersonId },
  at: Instant,
): Promise<void> {
  await deliverNotice(
    { sql },
    {
      posts: await postsToTell(sql, person, at),
      matterId: null,
      kind: null,
      key: `api-keys/${id}`,
      notice: 'ApiKeyMade',
      title: `接口密钥待确认：${name}`,
      body: `系统管理员签发了接口密钥“${name}”（${id}），以负责人的名义办理，经负责人本人登录确认后才能使用。`,
      data: { id, person },
      at,
    },
  );
}

/** The posts that a person holds that day, and the auditors'. */
async function postsToTell(sql: Queryable, person: PersonId, at: Instant): Promise<readonly PostId[]> {
  const day = dayOf(at);
  const posts = await sql<{ id: PostId }[]>`
    select o.id from posts o where ${validOn(sql, day, 'o')} and (o.role = 'auditor' or exists (
      select 1 from tenures t where t.post = o.id and t.person = ${person} and ${validOn(sql, day, 't')}))`;
  return posts.map(({ id }) => id);
}

async function isInPost(
  sql: Queryable,
  person: PersonId,
  { roles, rank }: { readonly roles: readonly Role[]; readonly rank: number | null },
  at: Instant,
): Promise<boolean> {
  const day = dayOf(at);
  const found = await sql`
    select 1 from posts o where (o.role = any(${[...roles]}) or o.rank >= ${rank}::int) and (o.valid_to is null or o.valid_to >= ${day})
      and (exists (select 1 from accounts a where a.person = ${person} and a.post = o.id)
        or exists (select 1 from tenures t where t.post = o.id and t.person = ${person}
          and (t.valid_to is null or t.valid_to >= ${day})))
    limit 1`;
  return found.length > 0;
}
