import { describe, expect, it } from 'vitest';
import { hazardRules } from '../../../workflows/hazard/index.ts';
import { auditHazard } from '../../../audit/ladder/compare.ts';
import type { LedgerEvent } from '../../../audit/ladder/facts.ts';
import { nextTelling, paperOf, told } from '../../support/hazard-papers.ts';
import { code, matter, termsOf, time } from '../../support/hazard-story.ts';
import { OVER } from '../../support/over-hazards.ts';

const OLDER = { terms: { ...termsOf('standard'), rules: 4 } };
/** Soon after each of them ended. */
const SOON = {
  transferred: '2026-03-02 13:00',
  merged: '2026-03-02 13:00',
  abolished: '2026-03-10 13:00',
  archived: '2026-04-07 10:00',
} as const;
const ways = (['transferred', 'merged', 'abolished', 'archived'] as const).map((way) => [way, SOON[way]] as const);

describe('a hazard that is over', () => {
  it.each(ways)('once %s, stays until it has heard of every paper that was asked for', (status, soon) => {
    const life = OVER[status]();
    expect(life.state().status).toBe(status);
    expect(hazardRules.done(life.state())).toBe(false);
    const tell = (): boolean => {
      const at = time(soon);
      const next = (life.state().papers ?? []).flatMap(({ issued, ...paper }) =>
        issued === null ? (nextTelling(life.state(), { ...paper, issued }, at) ?? []) : [],
      )[0];
      if (next === undefined) return false;
      expect(code(life.say('system', 'Hear', next, soon))).toBe('done');
      return true;
    };
    while (tell()) expect(hazardRules.done(life.state())).toBe((life.state().papers ?? []).every(isToldOf));
    expect(hazardRules.done(life.state())).toBe(true);
    expect(hazardRules.nextWake(life.state())).toBeNull();
  });

  it('has the notice of its delisting in its ledger', () => {
    const life = OVER.abolished();
    expect(code(told(life, 'delistingNotice', SOON.abolished))).toBe('done');
    expect(life.events().at(-1)).toMatchObject({ type: 'DocumentDrawn', data: { document: 'delistingNotice' } });
    expect(paperOf(life, 'delistingNotice').issued).not.toBeNull();
  });

  it('waits five workdays, after which what nobody issued is not issued any more', () => {
    const life = OVER.merged();
    expect(hazardRules.nextWake(life.state())).toBe(time('2026-03-10 00:00'));
    expect(life.pass('2027-01-01 00:00').map(({ type }) => type)).toEqual(['LastPapersMissed']);
    expect(paperOf(life, 'inspectionRecord').lapsed).toBe(true);
    expect(hazardRules.done(life.state())).toBe(true);
    expect(code(told(life, 'inspectionRecord', '2027-01-02 09:00'))).toBe('MatterEnded');
  });

  it('hears nothing else: what another matter tells it must go elsewhere', () => {
    const life = OVER.abolished();
    const link = { from: matter('m-9'), event: 'HazardMerged', data: {} };
    expect(code(life.say('system', 'Hear', link, SOON.abolished))).toBe('MatterEnded');
  });

  it('is as it should be to whoever watches the ladder', () => {
    const life = OVER.abolished();
    life.pass('2026-06-01 00:00');
    const events = life.events() as readonly LedgerEvent[];
    const of = { id: life.state().id, number: life.state().number };
    expect(auditHazard(of, events, Date.parse('2026-06-02'))).toEqual([]);
  });

  it.each(ways)('under rules 4, once %s, ended at once', (status, soon) => {
    const life = OVER[status](OLDER);
    expect(hazardRules.done(life.state())).toBe(true);
    expect(hazardRules.nextWake(life.state())).toBeNull();
    const paper = life.state().papers?.find(({ issued }) => issued === null);
    const telling = paper === undefined ? null : nextTelling(life.state(), paper, time(soon));
    expect(telling).not.toBeNull();
    if (telling !== null) expect(code(life.say('system', 'Hear', telling, soon))).toBe('MatterEnded');
  });
});

function isToldOf({ issued, lapsed }: { readonly issued: unknown; readonly lapsed: boolean }): boolean {
  return issued !== null || lapsed;
}
