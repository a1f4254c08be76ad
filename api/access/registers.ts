import type { Contacts } from '../../db/registers/contacts.ts';
import type { RegisterName } from '../../db/registers/read.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { problem } from '../problems/problem.ts';
import { ALL_SEEING, DRAFTERS, OFFICIALS, OVERSEERS, STAFF } from './askers.ts';
import { isAsker, type AccessRow } from './row.ts';

type Reading = Pick<AccessRow, 'who' | 'says'>;

const ALL: Reading = { who: 'signedIn' };
const OF_PEOPLE: Reading = { who: STAFF, says: '人员、岗位和任职名录不对公众开放。' };

/** Who reads which register. What bodies there are and what the rules say is everyone's who is signed in. */
export const REGISTER_READERS: Readonly<Record<RegisterName, Reading>> = {
  units: ALL,
  enterprises: ALL,
  jurisdictions: ALL,
  clauses: ALL,
  calendars: ALL,
  'special-periods': ALL,
  policies: ALL,
  people: OF_PEOPLE,
  posts: OF_PEOPLE,
  tenures: OF_PEOPLE,
  responsibilities: OF_PEOPLE,
  templates: { who: OFFICIALS, says: '文书模板只对机关工作人员开放。' },
  // Why someone is away is nobody's business but theirs who answer for the chain.
  leaves: { who: ALL_SEEING, says: '请假名录不对本岗位开放。' },
};

/** The register of this name. Throws 404 where there is none, 403 where it is not the actor's to read. */
export function readable(name: string, actor: Actor): RegisterName {
  const found = (Object.keys(REGISTER_READERS) as RegisterName[]).find((it) => it === name);
  if (found === undefined) throw problem('NotFound', `没有“${name}”这个名录。`);
  const { who, says } = REGISTER_READERS[found];
  if (typeof who !== 'string' && !isAsker(actor, who)) throw problem('Forbidden', says ?? '这个名录不对本岗位开放。');
  return found;
}

/** Who reads calendars and policies that are not published; to others there are none. */
export function seesDrafts(actor: Actor): boolean {
  return isAsker(actor, OVERSEERS);
}

/** Whose phone and e-mail address an actor sees: 安委办 and the administrator everybody's, everyone else their own. */
export function contactsOf(actor: Actor): Contacts {
  return isAsker(actor, DRAFTERS) ? 'all' : { of: actor.person };
}

/** Who reads whose hand changed an entry, and why: enterprises and the public read what changed alone. */
export function seesHands({ role }: Actor): boolean {
  return role !== 'enterprise' && role !== 'public';
}

/** Whether somebody reads who answers for an enterprise: whoever reads the register of that. */
export function readsPeople(actor: Actor): boolean {
  const { who } = REGISTER_READERS.responsibilities;
  return typeof who === 'string' || isAsker(actor, who);
}
