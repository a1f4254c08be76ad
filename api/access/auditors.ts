import type { Actor, Role } from '../../workflows/kernel/command.ts';
import { problem } from '../problems/problem.ts';

const AUDITORS: ReadonlySet<Role> = new Set(['auditor', 'admin']);

/** The actor, who audits; anybody else is refused (403): whole evidence shows more than any scope of a single office. */
export function auditing(actor: Actor): Actor {
  if (!AUDITORS.has(actor.role)) throw problem('Forbidden', '只有审计和系统管理员可以批量核验和导出证据包。');
  return actor;
}
