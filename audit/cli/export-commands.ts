import { existsSync, writeFileSync } from 'node:fs';
import { contentId } from '../../db/chain.ts';
import { appendTrail, type TrailEntry } from '../../db/trail.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { auditorOf } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { writeFolder } from '../exported/folder.ts';
import { makeExport, type Made } from '../exported/make.ts';
import { FILES, NotAnExport } from '../exported/names.ts';
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

/** `export <id> --out <folder or .zip>`; the trail hears of it. A zip that is there stays; throws `NotAnExport` where it cannot be written. */
export async function exportCommand(sources: Opened, name: string, out: string): Promise<Found> {
  const isZip = out.endsWith('.zip');
  if (isZip && existsSync(out)) throw new NotAnExport(`${out} 已经存在，不予覆盖，请换一个文件名`);
  const { code: own } = await workflowCode();
  const made = await makeExport(auditorOf(sources, own), await matterNamed(sources, name));
  const { files, code, verdict } = made;
  const zip = isZip ? await zipOf(files) : null;
  writing(out, () => {
    if (zip === null) writeFolder(out, verdict.id, files);
    else writeFileSync(out, zip, { flag: 'wx' });
  });
  const isTold = await tellTrail(sources, made);
  const json = { id: verdict.id, folder: out, code, ok: verdict.ok, first: verdict.first };
  const note = isTold ? [] : ['注：未能记入审计日志，数据库不许写入'];
  return { ok: true, lines: [`已导出 ${verdict.id} 到 ${out}`, ...note, ...foundOf([verdict]).lines], json };
}

/** Who exported, where the installation says so by `BIHUAN_USER`: an account or a number, as it chooses. */
function calledBy(env: NodeJS.ProcessEnv = process.env): { readonly user?: string } {
  const user = env['BIHUAN_USER']?.slice(0, 80);
  return user === undefined || user === '' ? {} : { user };
}

/** Says in a sentence what the file system does not let happen. */
function writing(out: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof NotAnExport || !(error instanceof Error) || !('code' in error)) throw error;
    throw new NotAnExport(`证据包无法写入 ${out}（${WHY[String(error.code)] ?? String(error.code)}）`);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: '所在的文件夹不存在',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '同名文件已经存在',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘已满',
};

/** Whoever may only read exports all the same; the answer is whether it stands in the trail. */
async function tellTrail({ db }: Opened, { evidence, files, verdict }: Made): Promise<boolean> {
  const entry: TrailEntry = {
    at: instantOf(Date.now()),
    type: 'EvidenceExported',
    actor: { process: 'audit', ...calledBy() },
    subject: `${evidence.kind}/${evidence.id}`,
    data: { matterFile: contentId(files.get(FILES.matter) ?? ''), ok: verdict.ok },
  };
  return await appendTrail(db, entry).then(
    () => true,
    () => false,
  );
}
