import { writeFileSync } from 'node:fs';
import { contentId } from '../../db/chain.ts';
import { appendTrail, type TrailEntry } from '../../db/trail.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { auditorOf } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { writeFolder } from '../exported/folder.ts';
import { makeExport, type Made } from '../exported/make.ts';
import { FILES } from '../exported/names.ts';
import { isHash } from '../exported/shapes.ts';
import { verifyExport } from '../exported/verify-export.ts';
import { zipOf } from '../exported/zip.ts';
import { foundOf, usage, type Found } from './commands.ts';
import { matterNamed, type Opened } from './sources.ts';
import { trustedKeys } from './trusted-keys.ts';

/** `verify --offline <bundle>`: no server and no database; shipped code runs only if it has the hash `trusted`. Throws `NotAKey`. */
export async function offlineCommand(place: string, trusted: string | null, keys: readonly string[]): Promise<Found> {
  if (trusted !== null && !isHash(trusted)) return usage('--trust-code 须为代码的 SHA-256：64 位小写十六进制');
  const verdict = await verifyExport(place, await workflowCode(), { code: trusted, keys: trustedKeys(keys) });
  const found = foundOf([verdict]);
  return { ...found, lines: [...verdict.notes.map((note) => `注：${note}`), ...found.lines] };
}

/** `export <id> --out <folder or .zip>`; the trail hears of it. */
export async function exportCommand(sources: Opened, name: string, out: string): Promise<Found> {
  const { code: own } = await workflowCode();
  const made = await makeExport(auditorOf(sources, own), await matterNamed(sources, name));
  const { files, code, verdict } = made;
  if (out.endsWith('.zip')) writeFileSync(out, await zipOf(files));
  else writeFolder(out, verdict.id, files);
  const isTold = await tellTrail(sources, made);
  const json = { id: verdict.id, folder: out, code, ok: verdict.ok, first: verdict.first };
  const note = isTold ? [] : ['注：未能记入审计日志，数据库不许写入'];
  return { ok: true, lines: [`已导出 ${verdict.id} 到 ${out}`, ...note, ...foundOf([verdict]).lines], json };
}

/** Whoever may only read exports all the same; the answer is whether it stands in the trail. */
async function tellTrail({ db }: Opened, { evidence, files, verdict }: Made): Promise<boolean> {
  const entry: TrailEntry = {
    at: instantOf(Date.now()),
    type: 'EvidenceExported',
    actor: { process: 'audit' },
    subject: `${evidence.kind}/${evidence.id}`,
    data: { matterFile: contentId(files.get(FILES.matter) ?? ''), ok: verdict.ok },
  };
  return await appendTrail(db, entry).then(
    () => true,
    () => false,
  );
}
