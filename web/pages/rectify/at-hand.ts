import { useEffect } from 'react';
import type { MatterRow } from '../../client/matter.ts';
import { nextAct, useKinds, type KindFace } from '../../client/kinds.ts';
import { session, useSession } from '../../client/session.ts';
import { keepAhead, keptFile } from '../../offline/kept.ts';
import { beforeOf } from './matter.ts';

/** A phone keeps the most pressing ones, with so many pictures each. */
const MATTERS_MAX = 10;
const PICTURES_MAX = 6;

type Row = Pick<MatterRow, 'id' | 'kind' | 'status' | 'severity' | 'version'> & { readonly path: string };

/** As which version a matter was kept, in which session: what has not changed is not read again. */
const keptAs = new Map<string, number>();

/** Keeps on this device what 报送整改 shows of these matters, as far as an enterprise is to hand them in. */
export function useAtHand(rows: readonly Row[]): void {
  const isEnterprise = useSession()?.role === 'enterprise';
  const kinds = useKinds();
  useEffect(() => {
    if (!isEnterprise || !navigator.onLine) return;
    const pending = rows.filter((row) => isToHandIn(kinds, row)).slice(0, MATTERS_MAX);
    void keepAll(pending).catch(() => undefined);
  }, [rows, isEnterprise, kinds]);
}

function isToHandIn(kinds: readonly KindFace[], row: Row): boolean {
  const kind = kinds.find(({ path }) => path === row.path);
  return nextAct(kind, row) === 'SubmitRectification';
}

/** Where a piece of evidence is read. */
export function evidencePath(hash: string): string {
  return `/v1/evidence/${hash}`;
}

async function keepAll(rows: readonly Row[]): Promise<void> {
  for (const { id, path, version } of rows) {
    const key = `${session()?.token ?? ''} ${id}`;
    if (keptAs.get(key) === version) continue;
    keptAs.set(key, version);
    try {
      await keepOne(`/v1/${path}/${id}`);
    } catch (error) {
      keptAs.delete(key);
      throw error;
    }
  }
}

async function keepOne(address: `/v1/${string}/${string}`): Promise<void> {
  const [, events] = await Promise.all([
    keepAhead(address),
    keepAhead(`${address}/events`),
    keepAhead(`${address}/commands`),
  ]);
  for (const hash of beforeOf(events).slice(0, PICTURES_MAX)) await keptFile(evidencePath(hash));
}
