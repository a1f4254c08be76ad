import type { LinkedReportBody } from './command.ts';

/**
 * Makes the opening command from another hazard's `Open` effect: a transferred child, or a merged report whose master
 * was rejected. Throws on what no hazard can have sent, which is a bug.
 */
export function openFrom(input: Readonly<Record<string, unknown>>): {
  readonly type: 'Report';
  readonly body: LinkedReportBody;
} {
  const report = input['report'];
  if (!isReport(report)) throw new Error('a hazard cannot be opened without its report');
  return { type: 'Report', body: report };
}

function isReport(value: unknown): value is LinkedReportBody {
  return typeof value === 'object' && value !== null && 'description' in value && 'region' in value && 'items' in value;
}
