import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readExport } from '../../audit/exported/folder.ts';
import { savedPath, type SavedHistory } from './saved.ts';

// Keeps an exported matter's history for the releases to come:
//   npm run audit -- export <matter> --out <folder>
//   node --import tsx test/replay/save.ts <folder> <release>-<story>
const { positionals } = parseArgs({ allowPositionals: true });
const [folder, name] = positionals;
if (folder === undefined || name === undefined) throw new Error('usage: save.ts <exported folder> <release>-<story>');
const { id, kind, history } = readExport(folder).evidence;
if (history === null) throw new Error(`${id} has no history`);
const saved: SavedHistory = { id, kind, history };
writeFileSync(savedPath(name), `${JSON.stringify(saved, impersonal)}\n`);

/** Which process on which machine took a task says nothing to a replay. */
function impersonal(key: string, value: unknown): unknown {
  if (key === 'identity') return undefined;
  return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
}
