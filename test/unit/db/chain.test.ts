import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../db/canonical.ts';
import { bareEvent, chained, eventHash, genesisHash, sha256 } from '../../../db/chain.ts';
import { SYSTEM } from '../../../workflows/kernel/command.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';

const event = (seq: number, data: unknown): Recorded => ({
  type: 'Noted',
  eventVersion: 1,
  seq,
  at: instantOf(seq),
  heardAt: instantOf(seq),
  commandId: `c-${seq.toString()}`,
  actor: SYSTEM,
  data,
});

describe('canonical JSON', () => {
  test('the order of members and blanks make no difference', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '隐患' }], a: true })).toBe('{"a":true,"b":[1,{"c":"隐患","d":null}]}');
    expect(canonicalJson(JSON.parse('{ "b": 1.50, "a": -0 }'))).toBe('{"a":0,"b":1.5}');
  });

  test('members are in order of UTF-16 code units', () => {
    expect(canonicalJson({ '\u{1F600}': 1, '\uFB33': 2, a: 3, Z: 4 })).toBe('{"Z":4,"a":3,"\u{1F600}":1,"\uFB33":2}');
  });

  test('what JSON cannot hold is refused', () => {
    for (const value of [undefined, Number.NaN, Infinity, 1n, new Date(0), new Map(), () => 1, { a: undefined }])
      expect(() => canonicalJson(value)).toThrow();
  });
});

describe('the hash chain', () => {
  test('a hash is the SHA-256 of the hash before, a line feed and the event', () => {
    const first = event(1, { note: '一' });
    const genesis = genesisHash('haz-1', 'hazard');
    expect(genesis).toBe(sha256('{"kind":"hazard","matterId":"haz-1"}'));
    expect(eventHash(genesis, first)).toBe(sha256(`${genesis}\n${canonicalJson(first)}`));
  });

  test('any change of an event, of its order or of its matter changes what follows', () => {
    const events = [event(1, 'a'), event(2, 'b'), event(3, 'c')];
    const last = (list: Recorded[], id = 'haz-1') => chained(genesisHash(id, 'hazard'), list).at(-1)?.hash;
    const whole = last(events);
    expect(last([event(1, 'a'), event(2, 'x'), event(3, 'c')])).not.toBe(whole);
    expect(last([event(2, 'b'), event(1, 'a'), event(3, 'c')])).not.toBe(whole);
    expect(last(events, 'haz-2')).not.toBe(whole);
    expect(last(events)).toBe(whole);
  });

  test('what else an object carries is not part of the record', () => {
    const more = { ...event(1, 'a'), hash: 'x', kind: 'hazard' };
    expect(bareEvent(more)).toEqual(event(1, 'a'));
    expect(eventHash('0', more)).toBe(eventHash('0', event(1, 'a')));
  });
});
