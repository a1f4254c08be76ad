import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Shown } from './page-list.ts';

const AGAIN_MS = 250;
const PATIENCE_MS = 60_000;

/** What the loader of the demonstration county left, and the first paper of a hazard that is closed, once it is drawn up. */
export async function shownIn(url: string, dataDir: string, token: string): Promise<Shown> {
  const placed = JSON.parse(await readFile(join(dataDir, 'demo-matters.json'), 'utf8')) as Record<
    string,
    { readonly id: string }
  >;
  const idOf = (stage: string): string => {
    const id = placed[stage]?.id;
    if (id === undefined) throw new Error(`The demonstration county has no matter at ${stage}.`);
    return id;
  };
  return { idOf, document: await paperOf(`${url}/v1/hazards/${idOf('hazard:LookBack')}/documents`, token) };
}

/** Papers are drawn up behind the act that orders them. */
async function paperOf(address: string, token: string): Promise<string> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    const { items = [] } = (await answer.json()) as { readonly items?: readonly { readonly id: string }[] };
    if (items[0] !== undefined) return items[0].id;
    await pause(AGAIN_MS);
  }
  throw new Error(`${address}: no paper was drawn up.`);
}
