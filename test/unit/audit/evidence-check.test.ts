import { describe, expect, it } from 'vitest';
import { checkEvidence, type CitedEvidence } from '../../../audit/compare/evidence-check.ts';
import type { StoredFile } from '../../../audit/files.ts';
import type { ChainedEvent } from '../../../db/chain.ts';

const id = (digit: string, of = 'sha256') => `${of}:${digit.repeat(64)}`;
const events = (...data: unknown[]) => data.map((one, i) => ({ seq: i + 1, data: one }) as unknown as ChainedEvent);
const whole = (digit: string): [string, StoredFile] => [id(digit), { hash: id(digit), bytes: 5, size: 5 }];

/** What is found wrong, as `<seq> <what>`. */
function found(ledger: readonly ChainedEvent[], cited: Partial<CitedEvidence>): string[] {
  const all = { documents: [], files: new Map<string, StoredFile>(), sealed: new Map<string, string>(), ...cited };
  return checkEvidence(ledger, all).map(({ witness, seq, what }) => `${witness} ${seq.toString()} ${what}`);
}

describe('the files that a matter cites', () => {
  const ledger = events({ terms: 1 }, { photos: [id('a')], deep: { paper: id('b') } });

  it('are whole when each hashes to its id and has its size', () => {
    expect(found(ledger, { files: new Map([whole('a'), whole('b')]) })).toEqual([]);
  });

  it('are missed where they are cited', () => {
    expect(found(ledger, { files: new Map([whole('a')]) })).toEqual([
      `evidence 2 第 2 条所引的证据文件 ${id('b')} 未保存`,
    ]);
  });

  it('are found out when their bytes or their size were changed', () => {
    const altered = new Map([whole('a'), [id('b'), { hash: id('c'), bytes: 5, size: 5 }] as const]);
    expect(found(ledger, { files: altered })).toEqual([expect.stringContaining('内容与其编码不符')]);
    const longer = new Map([whole('a'), [id('b'), { hash: id('b'), bytes: 5, size: 6 }] as const]);
    expect(found(ledger, { files: longer })).toEqual([expect.stringContaining('所记的大小为 6，实为 5')]);
  });

  it('are also those of its documents', () => {
    const documents = [{ key: 'k', data: { attached: id('e') }, evidenceId: id('d'), paper: null }];
    expect(found([], { documents, files: new Map([whole('d')]) })).toEqual([
      `evidence 0 文书 k 所引的证据文件 ${id('e')} 未保存`,
    ]);
    expect(found([], { documents, files: new Map([whole('e')]) })).toEqual([
      `evidence 0 文书 k 所引的证据文件 ${id('d')} 未保存`,
    ]);
  });
});

describe('the personal texts that events stand for', () => {
  const ledger = events({}, { witness: id('a', 'sealed') });

  it('are whole when salt and text give the id, else altered or missing', () => {
    const sealed = (now: string) => ({ sealed: new Map([[id('a', 'sealed'), now]]) });
    expect(found(ledger, sealed(id('a', 'sealed')))).toEqual([]);
    expect(found(ledger, sealed(id('b', 'sealed')))).toEqual([expect.stringMatching(/^evidence 2 .*已被改动$/)]);
    expect(found(ledger, {})).toEqual([expect.stringMatching(/^evidence 2 .*未保存$/)]);
  });
});
