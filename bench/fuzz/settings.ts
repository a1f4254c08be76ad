import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KINDS } from '../../workflows/kinds.ts';
import { tokenAt, type County } from './county.ts';

/** Who signs out and ends sessions in the place of the role: else nobody would be signed in after the first time. */
const SPARE = 'gongzhong';
const ENDING = ['signOut', 'endOwnSession', 'endOtherSessions'];
/** So often an address names a matter that is there; the rest are words that nobody knows. */
const KNOWN = 0.7;

/** Writes the settings of a run as one role: its bearer, and the matters of the county for addresses. */
export async function settingsOf(county: County, token: string): Promise<string> {
  const places = JSON.parse(await readFile(join(county.folder, 'demo-matters.json'), 'utf8')) as Placed;
  const spare = await tokenAt(county, SPARE);
  const lines = [
    '[headers]',
    `Authorization = ${quoted(`Bearer ${token}`)}`,
    ...KINDS.flatMap(({ rules, face }) => {
      const ids = Object.entries(places).flatMap(([stage, { id }]) => (stage.startsWith(`${rules.name}:`) ? [id] : []));
      return ids.length === 0 ? [] : knownAt(face.path, ids);
    }),
    '[[operations]]',
    `include-operation-id = ${JSON.stringify(ENDING)}`,
    `headers = { Authorization = ${quoted(`Bearer ${spare}`)} }`,
  ];
  const file = join(county.folder, 'schemathesis.toml');
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

type Placed = Readonly<Record<string, { readonly id: string }>>;

function knownAt(path: string, ids: readonly string[]): readonly string[] {
  return [
    `[dictionaries.${path}]`,
    `values = ${JSON.stringify(ids)}`,
    '[[operations]]',
    `include-path-regex = ${quoted(`^/v1/${path}/[{]id[}]`)}`,
    `parameters = { "path.id" = { dictionary = ${quoted(path)}, probability = ${KNOWN.toString()} } }`,
  ];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
