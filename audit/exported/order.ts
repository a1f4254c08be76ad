import { contentId } from '../../db/chain.ts';
import type { Job } from '../../db/jobs.ts';
import { endExport, exportedMatter, failExport } from '../../db/exported-matters.ts';
import type { Auditor } from '../auditor.ts';
import { at } from '../history/history-json.ts';
import { oneByOne } from '../one-by-one.ts';
import { citedBytes } from './carried.ts';
import { makeExport } from './make.ts';
import { zipOf } from './zip.ts';

const ATTEMPTS_MAX = 5;
/** More is not kept in the database; the command line writes it to a disk. */
const BYTES_MAX = 100_000_000;
const TOO_LARGE = '所引文件超过 100 MB，请在服务器上用 npm run audit -- export 导出。';

/** The order `Export`: makes the matter's evidence bundle and keeps it as one zip; one at a time. Idempotent. */
export function exportOrder(openAuditor: () => Promise<Auditor>) {
  const inTurn = oneByOne();
  return (job: Pick<Job, 'payload' | 'attempts'>): Promise<void> =>
    inTurn(async () => runExport(await openAuditor(), job));
}

async function runExport(auditor: Auditor, { payload, attempts }: Pick<Job, 'payload' | 'attempts'>): Promise<void> {
  const { db } = auditor;
  const order = await exportedMatter(db, String(at(payload, 'exportId')));
  if (order === null || order.status !== 'running') return;
  try {
    if ((await citedBytes(db, order.matterId)) > BYTES_MAX) {
      await failExport(db, order.id, TOO_LARGE);
      return;
    }
    const { files, verdict } = await makeExport(auditor, order.matterId);
    const content = await zipOf(files);
    const { ok, first } = verdict;
    await endExport(db, order, { verdict: { ok, first }, hash: contentId(content), content });
  } catch (error) {
    if (attempts < ATTEMPTS_MAX) throw error;
    await failExport(db, order.id, '证据包多次未能制成，请联系系统管理员。');
  }
}
