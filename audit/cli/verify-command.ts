import { auditorOf } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { verifyMany } from '../verify-many.ts';
import { foundOf, type Found } from './commands.ts';
import { progress } from './progress.ts';
import { allMatters, matterNamed, type Opened } from './sources.ts';

/** `verify <id>…` and `verify --all`. */
export async function verifyCommand(sources: Opened, names: readonly string[], all: boolean): Promise<Found> {
  const { code } = await workflowCode();
  const wanted = all ? await allMatters(sources) : await Promise.all(names.map((name) => matterNamed(sources, name)));
  const shown = progress(wanted.length);
  const verdicts = await verifyMany(auditorOf(sources, code), wanted, () => {
    shown.step();
  });
  shown.end();
  return foundOf(verdicts);
}
