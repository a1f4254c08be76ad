import type { Actor, Role } from '../../workflows/kernel/command.ts';
import { problem } from '../problems/problem.ts';

const AUDITORS: ReadonlySet<Role> = new Set(['auditor', 'admin']);

/** Who answers for the county's whole record: how it is kept shows no single matter. */
const OVERSEERS: ReadonlySet<Role> = new Set([...AUDITORS, 'office', 'leader']);

/** The actor, who audits; anybody else is refused (403): whole evidence shows more than any scope of a single office. */
export function auditing(actor: Actor, doing = '批量核验和导出证据包'): Actor {
  if (!AUDITORS.has(actor.role)) throw problem('Forbidden', `只有审计和系统管理员可以${doing}。`);
  return actor;
}

/** The actor, who oversees; anybody else is refused (403). `doing`, in Chinese, is what was asked for. */
export function overseeing(actor: Actor, doing: string): Actor {
  if (!OVERSEERS.has(actor.role)) throw problem('Forbidden', `只有安委办、县领导、审计和系统管理员可以${doing}。`);
  return actor;
}
