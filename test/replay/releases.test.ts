import { Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { SILENT } from '../../audit/code.ts';
import { recordedIn } from '../../audit/history/recorded.ts';
import { codeOfRelease, lockOfRelease, releasesKept } from '../../audit/releases/kept.ts';
import { trustedCode } from '../../audit/releases/trusted.ts';
import { workflowBundle } from '../support/system.ts';
import { expectToReplay } from './replays.ts';
import { savedHistory, savedNames } from './saved.ts';

beforeAll(() => Runtime.install({ logger: SILENT }));

describe('every release', () => {
  it.each(releasesKept())('$version has its code and its lock file under their hashes', (release) => {
    expect(codeOfRelease(release).code).toContain('__TEMPORAL__');
    const lock = JSON.parse(lockOfRelease(release)) as { packages: Record<string, { version: string }> };
    expect(lock.packages['']?.version).toBe(release.version);
    expect(lock.packages['node_modules/@temporalio/worker']?.version).toBe(release.sdk);
  });

  it('has left histories, and every saved one is named by its release', () => {
    const named = releasesKept().flatMap(({ histories }) => histories);
    expect(named).not.toEqual([]);
    expect(named.sort()).toEqual(savedNames());
  });
});

describe.each(savedNames())('the saved history %s', (name) => {
  it('names a build whose code is kept, and replays on it', async () => {
    const { history } = savedHistory(name);
    const { build } = recordedIn(history);
    const release = releasesKept().find(({ histories }) => histories.includes(name));
    expect(build).toBe(release?.bundle);
    const own = trustedCode(build ?? '');
    await expectToReplay(name, own?.code ?? '', 'its own code');
  });

  it('replays on today’s code, which still answers and hands over the same', async () => {
    await expectToReplay(name, workflowBundle().code, 'today’s code');
  });
});
