import type { MatterId } from '../../workflows/kernel/terms.ts';
import { auditorOf } from '../auditor.ts';
import { verifyStream } from '../verify-many.ts';
import type { FromProcess, ToProcess } from './processes.ts';
import { silenceCore } from './quiet.ts';
import { openSources } from './sources.ts';

// One of the processes of `verify --all`: audits the matters that its parent hands out, and ends when there are no more.
const arrived: ToProcess[] = [];
let arrives: () => void = () => undefined;
process.on('message', (message: ToProcess) => {
  arrived.push(message);
  arrives();
});
process.on('disconnect', () => process.exit(1));
process.exit(await main().catch(failed));

async function main(): Promise<number> {
  silenceCore();
  const begun = await next();
  if (!('code' in begun)) throw new Error('the code comes first');
  const sources = await openSources();
  const { code, dir, keys } = begun;
  const seal = { dir: dir ?? sources.seal.dir, keys: keys === null ? null : new Map(keys) };
  await verifyStream(auditorOf({ ...sources, seal }, code), matters(), (verdict) => void say({ verdict }));
  await sources.close();
  return 0;
}

async function* matters(): AsyncGenerator<MatterId> {
  for (;;) {
    await say('more');
    const given = await next();
    if (!('ids' in given) || given.ids.length === 0) return;
    yield* given.ids;
  }
}

async function next(): Promise<ToProcess> {
  for (;;) {
    const message = arrived.shift();
    if (message !== undefined) return message;
    await new Promise<void>((resolve) => (arrives = resolve));
  }
}

async function failed(error: unknown): Promise<number> {
  await say({ failed: error instanceof Error ? error.message : String(error) });
  return 1;
}

function say(message: FromProcess): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });
}
