import { countLiving, type AuditFinding, type AuditScope } from '../../db/queries/ladder-audits.ts';
import { auditLadder } from '../ladder/run.ts';
import type { Found } from './commands.ts';
import { progress } from './progress.ts';
import type { Opened } from './sources.ts';

/** Said by the command itself, so that the log need not. */
const SILENT = { info: () => undefined, error: () => undefined };

const SCOPES: Readonly<Record<AuditScope, string>> = { light: '轻查', full: '全查' };

/** What each finding means to whoever reads it; what to do about it stands in docs/operations.md. */
const WHYS: Readonly<Record<string, string>> = {
  rungMissing: '督办应发未发',
  rungEarly: '督办早发或无据',
  rungTwice: '督办重复发出',
  expiryMissing: '到期未处理',
  wakeMissed: '唤醒逾时',
  noHolder: '无人负责',
  noDeadline: '没有期限',
  runMissing: '流程不存在',
  runStuck: '流程无响应',
  ledgerUnreadable: '台账无法读通',
};

/** `ladder [--full]`: audits now, heals and writes down as the schedule does. Not ok when something was not healed. */
export async function ladderCommand(sources: Pick<Opened, 'db' | 'temporal'>, scope: AuditScope): Promise<Found> {
  const shown = progress(scope === 'full' ? await countLiving(sources.db, 'all') : 0);
  const audit = await auditLadder(sources, scope, SILENT, {
    step: (more) => {
      shown.step(more);
    },
  });
  shown.end();
  const { matters, findings, healed } = audit;
  const line = (mark: string, said: string) => (finding: AuditFinding) =>
    `${mark} ${finding.number}　${WHYS[finding.why] ?? finding.why}${whereOf(finding)}${said}`;
  const sum = `${SCOPES[scope]} ${matters.toString()} 件，已补发 ${healed.length.toString()} 项，未能自愈 ${findings.length.toString()} 项`;
  const ok = findings.length === 0;
  return {
    ok,
    lines: [...healed.map(line('✓', '，已补发')), ...findings.map(line('✗', '')), sum],
    json: { ok, ...audit },
  };
}

function whereOf({ rowId, dueAt }: AuditFinding): string {
  const parts = [rowId, dueAt].filter((part) => part !== undefined && part !== null);
  return parts.length === 0 ? '' : `（${parts.join('，')}）`;
}
