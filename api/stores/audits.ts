import type { Db } from '../../db/client.ts';
import { addJob } from '../../db/jobs.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** What an audit found: the first difference between those who bear witness, or none. */
export interface Verdict {
  readonly ok: boolean;
  readonly first: {
    readonly witness: string;
    readonly seq: number;
    readonly what: string;
  } | null;
  /** How many other differences there are; absent when there is none. */
  readonly more?: number;
}

/** Orders an audit of a matter: a job of type `Audit`, whose verdict is drawn up as the document of the same key. */
export async function orderAudit(db: Db, matterId: MatterId, kind: string, key: string, by: string): Promise<void> {
  await addJob(db.sql, { matterId, kind, key, type: 'Audit', payload: { type: 'Audit', key, by } });
}

/** The verdict of an ordered audit; null while it is not drawn up; undefined when none was ordered under this key. */
export async function auditVerdict(db: Db, matterId: MatterId, key: string): Promise<Verdict | null | undefined> {
  const [row] = await db.sql<{ verdict: Verdict | null }[]>`
    select d.data as verdict from jobs j left join documents d on d.matter_id = j.matter_id and d.key = j.key
    where j.matter_id = ${matterId} and j.key = ${key} and j.type = 'Audit'`;
  return row?.verdict;
}
