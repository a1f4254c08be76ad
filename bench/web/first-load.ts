import { get } from 'node:http';
import type { Watched } from './county.ts';
import { freshDevice, openDesk } from './desk.ts';

export interface FirstLoad {
  readonly bytes: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** What a browser fetches of the console before the desk's list stands, each file as it goes by gzip. */
export async function firstLoad(watched: Watched): Promise<FirstLoad> {
  const at = await freshDevice(watched);
  const asked: string[] = [];
  at.page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/console/')) asked.push(request.url());
  });
  await openDesk(at);
  const paths = [...new Set(asked)];
  await at.context.close();
  const files = await Promise.all(
    paths.map(async (url) => ({ path: new URL(url).pathname, bytes: await weightOf(url) })),
  );
  return { bytes: files.reduce((all, { bytes }) => all + bytes, 0), files };
}

/** The bytes of a file on the wire. */
function weightOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => {
        resolve(bytes);
      });
    }).on('error', reject);
  });
}
