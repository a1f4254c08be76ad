import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, instantOf, type Day } from '../../workflows/kernel/instant.ts';

/** A matter of the demonstration county at a stage; `account` where the definition cannot know who acts there. */
interface DemoMatter {
  readonly id: string;
  readonly number: string;
  readonly account?: string;
}

/** By stage, such as `hazard:Verify`: the matters that whoever loads the demonstration county wrote down. */
export type DemoMatters = Readonly<Record<string, DemoMatter>>;

/** The file beside the demonstration accounts; without it the stages stay unresolved, as in production. */
const DEMO_MATTERS_FILE = 'demo-matters.json';

/** Reads the demonstration's matters, until they are there; none where the demonstration was not loaded. */
export function demoReader(dataDir: string): () => DemoMatters {
  const path = join(dataDir, DEMO_MATTERS_FILE);
  let read: DemoMatters | null = null;
  return () => {
    // Written once, renamed when it is whole.
    if (read === null && existsSync(path)) read = JSON.parse(readFileSync(path, 'utf8')) as DemoMatters;
    return read ?? {};
  };
}

/** A document or an example with `{today}`, `{matter:stage}` and `{number:stage}` filled in, and `x-demo` naming a real matter. */
export function filledIn(document: unknown, matters: DemoMatters, today: Day = dayOf(instantOf(Date.now()))): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return filledText(value, matters, today);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'x-demo' ? filledDemo(item, matters) : fill(item)]),
    );
  };
  return fill(document);
}

function filledText(text: string, matters: DemoMatters, today: Day): string {
  return text
    .replaceAll('{today}', today)
    .replace(/\{(matter|number):([^}]+)\}/g, (place, what: string, stage: string) => {
      const matter = matters[stage];
      return (what === 'matter' ? matter?.id : matter?.number) ?? place;
    });
}

function filledDemo(demo: unknown, matters: DemoMatters): unknown {
  const { matter, account } = demo as { matter: string; account: string };
  const found = matters[matter];
  return found === undefined ? demo : { matter: found.id, account: found.account ?? account };
}
