import { machineCard } from './card.ts';
import type { Measured } from './measured.ts';

/** A benchmark reads its own options from the rest of the command line. */
type Bench = (options: readonly string[]) => Promise<Measured>;

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  audit: async () => (await import('./audit/command.ts')).audit,
  burst: async () => (await import('./burst/command.ts')).burst,
  cost: async () => (await import('./cost/command.ts')).cost,
  county: async () => (await import('./county/command.ts')).county,
  documents: async () => (await import('./documents/command.ts')).documents,
  fuzz: async () => (await import('./fuzz/command.ts')).fuzz,
  guards: async () => (await import('./guards/guards.ts')).guards,
  rehearsal: async () => (await import('./rehearsal/command.ts')).rehearsal,
  tamper: async () => (await import('./tamper/command.ts')).tamper,
  screenshots: async () => (await import('./web/screenshots.ts')).screenshots,
  web: async () => (await import('./web/command.ts')).web,
  year: async () => (await import('./year/command.ts')).year,
  model: async () => (await import('./model/command.ts')).model,
};

async function main(): Promise<number> {
  const [name = '', ...options] = process.argv.slice(2);
  const load = BENCHES[name];
  if (load === undefined) {
    process.stderr.write(`没有名为“${name}”的基准。可用：${Object.keys(BENCHES).join('、')}\n`);
    return 1;
  }
  const card = machineCard();
  const { ok, results, lines } = await (await load())(options);
  if (options.includes('--json')) process.stdout.write(`${JSON.stringify({ name, ok, card, results })}\n`);
  else process.stdout.write(`${[`${card.cpu} ×${card.cores.toString()}，Node ${card.node}`, ...lines].join('\n')}\n`);
  return ok ? 0 : 1;
}

process.exitCode = await main();
// Ended by hand once all is written: after replays of altered histories the process was seen to live on for minutes.
process.stdout.write('', () => process.exit());
