import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/parts/place.mjs';

const lines = (name: string) => readFileSync(join(ROOT, name), 'utf8').split('\n');

test('the image holds what the worker keeps beside its code, and the code of all releases', () => {
  const [, ...last] = lines('Dockerfile')
    .join('\n')
    .split(/^FROM .*$/m)
    .slice(1);
  const copied =
    last
      .join('\n')
      .match(/^COPY (?!--from).*$/gm)
      ?.flatMap((line) => line.split(' ').slice(1, -1)) ?? [];
  for (const needed of ['package.json', 'package-lock.json', 'releases']) {
    expect(copied).toContain(needed);
    expect(lines('.dockerignore')).toContain(`!${needed}`);
  }
});
