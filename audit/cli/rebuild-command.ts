import { projectionsApart, rebuild } from '../../db/rebuild.ts';
import type { Found } from './commands.ts';
import { progress } from './progress.ts';
import { writtenMatters } from '../known-matters.ts';
import type { Opened } from './sources.ts';

/** `rebuild [--check]`: folds every projection anew from the ledger; with `--check` it only says which would change. */
export async function rebuildCommand(sources: Opened, checkOnly: boolean): Promise<Found> {
  const { db } = sources;
  const shown = progress((await writtenMatters(sources)).length);
  let done = 0;
  const seen = (upTo: number) => {
    shown.step(upTo - done);
    done = upTo;
  };
  const apart = await projectionsApart(db, undefined, seen);
  if (!checkOnly && apart.length > 0) await rebuild(db, 'all');
  shown.end();
  const ok = apart.length === 0 || !checkOnly;
  const lines = apart.map((id) => `${checkOnly ? '✗' : '✓'} ${id}　投影与台账重算不同${checkOnly ? '' : '，已重建'}`);
  const sum = `共重算 ${done.toString()} 件，不同 ${apart.length.toString()} 件`;
  return { ok, lines: [...lines, sum], json: { ok, checked: done, apart } };
}
