import { describe, expect, it } from 'vitest';
import { dossierOf, type DossierEvent, type DossierNotice } from '../../../workflows/accountability/dossier.ts';
import { time } from './story.ts';

function event(seq: number, type: string, post: string): DossierEvent {
  const at = time(`2026-03-02T09:${String(seq).padStart(2, '0')}`);
  return { seq, type, at, heardAt: at, actor: { person: `${post}-p`, post } };
}

function notice(id: string, seq: number, readAt: string | null): DossierNotice {
  const at = time('2026-03-02T09:01');
  return { id, post: 'officer', notice: 'urge', seq, at, readAt: readAt === null ? null : time(readAt) };
}

const EVENTS = [
  event(1, 'HazardReported', 'officer'),
  event(2, 'RungFired', 'system'),
  event(3, 'RecheckFailed', 'checker'),
  event(4, 'ProgressReported', 'officer'),
  event(5, 'ProgressReported', 'officer'),
];
const NOTICES = [notice('n2', 2, null), notice('n1', 2, '2026-03-02T09:03'), notice('n3', 3, '2026-03-02T10:00')];

describe('the dossier', () => {
  it('holds who acted and who was not reached for them, silence, failure and who was told against them', () => {
    const dossier = dossierOf('haz-1', 4, EVENTS, NOTICES);
    expect(dossier.for.map((i) => [i.why, i.seq])).toEqual([
      ['acted', 1],
      ['acted', 4],
      ['untold', 2],
      ['untold', 3],
    ]);
    expect(dossier.against.map((i) => [i.why, i.seq])).toEqual([
      ['silent', 2],
      ['failed', 3],
      ['told', 2],
    ]);
  });

  it('is the same whatever the order of its sources and whatever came after the stated seq', () => {
    const shuffled = dossierOf('haz-1', 4, [...EVENTS].reverse(), [...NOTICES].reverse());
    const longer = dossierOf(
      'haz-1',
      4,
      [...EVENTS, event(6, 'HazardClosed', 'x')],
      [...NOTICES, notice('n9', 6, null)],
    );
    expect(JSON.stringify(shuffled)).toBe(JSON.stringify(dossierOf('haz-1', 4, EVENTS, NOTICES)));
    expect(JSON.stringify(longer)).toBe(JSON.stringify(shuffled));
  });

  it('does not count as told what was read after the freeze', () => {
    const late = dossierOf('haz-1', 4, EVENTS, [notice('n1', 2, '2026-03-02T09:05')]);
    expect(late.for.at(-1)).toMatchObject({ why: 'untold', readAt: null });
    expect(dossierOf('haz-1', 4, [], NOTICES).against).toEqual([]);
  });
});
