import type { Actor } from '../../workflows/kernel/command.ts';
import { problem } from '../problems/problem.ts';

/** 安委办主任. */
const DIRECTOR_RANK = 3;

/** Who prepares drafts of the registers: 安委办 and the administrator. Throws 403. */
export function requireDrafter({ role }: Actor): void {
  if (role !== 'office' && role !== 'admin') throw problem('Forbidden', '只有安委办和系统管理员可以拟稿。');
}

/** Who publishes what others drafted and brings it to running matters: 安委办主任 and the county's leaders. Throws 403. */
export function requirePublisher(actor: Actor): void {
  if (!speaksForCounty(actor)) throw problem('Forbidden', '只有安委办主任和县领导可以发布、适用。');
}

/** Who enters and revokes what the county decided: 安委办主任 and the county's leaders. Throws 403. */
export function requireCounty(actor: Actor): void {
  if (!speaksForCounty(actor)) throw problem('Forbidden', '只有安委办主任和县领导可以登记、撤销特殊时段。');
}

/** Who sees across all matters what a revision does to them; to others it is not there (404). */
export function requireOverseer({ role }: Actor): void {
  if (!['leader', 'office', 'auditor', 'supervisor', 'admin'].includes(role))
    throw problem('NotFound', '没有这条记录，或不在您的查看范围内。');
}

/** Who reads calendars and policies that are not published; to others there are none. */
export function seesDrafts({ role }: Actor): boolean {
  return ['office', 'leader', 'auditor', 'admin'].includes(role);
}

function speaksForCounty({ role, rank }: Actor): boolean {
  return role === 'leader' || (role === 'office' && rank >= DIRECTOR_RANK);
}
