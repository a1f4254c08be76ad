import { cp, rm } from 'node:fs/promises';
import { connect, type Db } from '../../db/client.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { County, Run } from './county.ts';

/** A copy of everything that was kept, in which one thing may be changed by whoever owns all of it. */
export interface Copy {
  readonly county: County;
  /** As the owner, whom nothing stops. */
  readonly db: Db;
  readonly sealDir: string;
  /** What Temporal says. */
  readonly runs: Map<MatterId, Run>;
}

/** Works on a copy; nothing of it is left. */
export async function onCopy<Result>(
  county: County,
  name: string,
  work: (copy: Copy) => Promise<Result>,
): Promise<Result> {
  const sealDir = `${county.sealDir}-${name}`;
  const url = new URL(county.databaseUrl);
  const original = url.pathname.slice(1);
  url.pathname = `/${original}_${name}`;
  await asOwner(county, `create database "${original}_${name}" template "${original}"`);
  const db = connect(url.href, { max: 4, name: 'bench tamper', settings: { role: 'none' } });
  try {
    await cp(county.sealDir, sealDir, { recursive: true });
    return await work({ county, db, sealDir, runs: new Map(county.runs) });
  } finally {
    await db.end();
    await rm(sealDir, { recursive: true, force: true });
    await asOwner(county, `drop database if exists "${original}_${name}" with (force)`);
  }
}

async function asOwner({ databaseUrl }: County, statement: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  const server = connect(url.href, { max: 1, settings: { role: 'none' } });
  try {
    await server.sql.unsafe(statement);
  } finally {
    await server.end();
  }
}
