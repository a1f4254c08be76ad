import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkAgainstSeals } from '../../../audit/seals/against.ts';
import { checkSealChain } from '../../../audit/seals/check.ts';
import { readKeys, signerAt } from '../../../audit/seals/keys.ts';
import { makeSeal, type Made } from '../../../audit/seals/make.ts';
import { readSeals } from '../../../audit/seals/read.ts';
import { sealHeads } from '../../../audit/seals/run.ts';
import type { Difference } from '../../../audit/verdict.ts';
import type { SealSettings } from '../../../config/environment.ts';
import { connect, type Db, type Queryable } from '../../../db/client.ts';
import { append } from '../../../db/ledger.ts';
import type { SealDocument } from '../../../db/seals.ts';
import { sealSettings } from '../../support/seals.ts';
import { freshDatabase } from '../../support/system.ts';
import { life, parcelId, parcelOnly } from '../db/parcel-kind.ts';

/** A database with a folder of seals and a key, and someone with the password of the owner. */
export interface Sealed {
  readonly db: Db;
  readonly settings: SealSettings;
  /** What was logged as wrong. */
  readonly told: string[];
  /** Writes parcel `n` up to so many changes. */
  write(n: number, changes: number): Promise<void>;
  /** A row of an archived history, a bundle. */
  archive(run: string, events: number, hash: string): Promise<void>;
  keepBundle(hash: string): Promise<void>;
  /** One run of the duty; how much was wrong. */
  run(): Promise<number>;
  seal(): Promise<Made | null>;
  docs(): SealDocument[];
  /** What the audit says of folder and database. */
  audit(): Promise<Difference[]>;
  /** Does as someone who may switch the database's guards off. */
  tamper(change: (sql: Queryable) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

const GUARDED = ['ledger', 'trail', 'histories', 'bundles', 'seals', 'sealed_heads'];

export async function sealedParcels(webhookUrl: string | null = null): Promise<Sealed> {
  const url = await freshDatabase();
  const [db, owner] = [connect(url), connect(url, { max: 1, settings: { role: 'none' } })];
  const settings = sealSettings(webhookUrl);
  const told: string[] = [];
  const log = { error: (_: object, message: string) => told.push(message) };
  const { dir } = settings;
  return {
    db,
    settings,
    told,
    write: async (n, changes) => {
      await append(db, { matterId: parcelId(n), kind: 'parcel', entries: life(n, changes) }, parcelOnly);
    },
    archive: async (run, events, hash) => {
      await db.sql`
        insert into histories (matter_id, run_id, kind, events, status, started_at, hash, size, archived_at)
        values ('par-1', ${run}, 'parcel', ${events}, 'running', now(), ${hash}, 1, clock_timestamp())`;
    },
    keepBundle: async (hash) => {
      await db.sql`
        insert into bundles (hash, version, sdk, node, lock_hash, code, lock, kept_at)
        values (${hash}, '1', '1', '20', 'x', ${Buffer.from('code')}, ${Buffer.from('lock')}, now())`;
    },
    run: () => sealHeads(db, settings, log),
    seal: () => makeSeal(db, signerAt(settings.keyFile)),
    docs: () => readSeals(dir),
    audit: async () => [
      ...checkSealChain(readSeals(dir), readKeys(dir)),
      ...(await checkAgainstSeals(db, readSeals(dir))).differences,
    ],
    tamper: async (change) => {
      await owner.sql.begin(async (sql) => {
        for (const table of GUARDED) await sql.unsafe(`alter table ${table} disable trigger all`);
        await change(sql);
        for (const table of GUARDED) await sql.unsafe(`alter table ${table} enable trigger all`);
      });
    },
    close: async () => {
      await Promise.all([db.end(), owner.end()]);
      rmSync(dirname(settings.keyFile), { recursive: true });
    },
  };
}
