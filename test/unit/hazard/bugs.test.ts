import { describe, expect, it } from 'vitest';
import { importedClosed, importOpen } from '../../../workflows/hazard/decide/import.ts';
import { decide } from '../../../workflows/hazard/decide.ts';
import type { EventData, EventType, HazardRecorded } from '../../../workflows/hazard/event.ts';
import { evolve } from '../../../workflows/hazard/evolve.ts';
import { currentSeat, holderAsOf, seatAbove, seatTakingOver } from '../../../workflows/hazard/posts.ts';
import { currentDue, currentStep } from '../../../workflows/hazard/running.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { endedAt, stepOf } from '../../../workflows/hazard/steps.ts';
import { SYSTEM } from '../../../workflows/kernel/command.ts';
import { COUNTY, KNOWN, post, REPORT, ROW, time, unit, who } from '../../support/hazard-story.ts';
import { driven } from '../../support/hazard-bodies.ts';

const AT = time('2026-03-02 10:00');

function after<T extends EventType>(state: HazardState, type: T, data: Partial<EventData[T]>): HazardState {
  const event = {
    type,
    eventVersion: 1,
    data,
    seq: 9,
    at: AT,
    heardAt: AT,
    commandId: 'x',
    actor: SYSTEM,
  } as unknown as HazardRecorded;
  return evolve(state, event);
}

describe('what no rule can have decided stops loudly', () => {
  const state = driven('reported').state();
  const step = stepOf(state, 'verify', AT);

  it('when an event speaks of what never was', () => {
    expect(() => after(state, 'RejectionApproved', { step, reason: '' })).toThrow('no rejection');
    expect(() => after(state, 'TransferObjected', { step, reason: '', evidence: [] })).toThrow('sent to nobody');
    expect(() => after(state, 'PlanApproved', { step, reason: '' })).toThrow('never assigned');
  });

  it('when a matter has neither step nor due version', () => {
    expect(() => currentStep({ ...state, steps: [] })).toThrow('no step');
    expect(() => currentDue({ ...state, dueDates: [] })).toThrow('no due version');
    expect(() => currentSeat(after(state, 'Merged', { step: endedAt(AT) }))).toThrow('nobody holds');
  });

  it('when a row is brought in without its terms', () => {
    const command = { commandId: 'i', type: 'Import', at: AT, actor: SYSTEM, known: KNOWN, body: ROW } as const;
    expect(() => importedClosed(command, { closedOn: AT, recheckedOn: null })).toThrow('no terms');
    expect(importOpen(command)).toMatchObject({ refusal: { code: 'NotOpened' } });
    expect(decide(null, { ...command, type: 'Report', body: REPORT, actor: who('yj-jb') })).toMatchObject({
      refusal: { code: 'NotOpened' },
    });
  });
});

describe('who comes after whom', () => {
  const state = driven('reported').state();
  const seat = (id: string, of: string) => ({ post: post(id), unit: unit(of) });

  it('is the next rank, then 安委办主任 upwards, to the top', () => {
    expect(seatAbove(state, seat('yj-jb', 'yj'))).toEqual(seat('yj-fg', 'yj'));
    expect(seatAbove(state, seat('yj-zr', 'yj'))).toEqual({ post: COUNTY.officeDirector, unit: COUNTY.officeUnit });
    expect(seatAbove(state, seat('awb-jb', 'awb'))?.post).toBe('awb-zr');
    expect(seatAbove(state, seat('shuji', 'awb'))).toBeNull();
    expect(seatAbove(state, seat('ducha', 'awb'))?.post).toBe('awb-zr');
  });

  it('on takeover is 安委办, or who stands above it', () => {
    expect(seatTakingOver(state, seat('yj-jb', 'yj'))?.post).toBe('awb-jb');
    expect(seatTakingOver(state, seat('awb-zr', 'awb'))?.post).toBe('fenguan');
    expect(seatTakingOver(state, seat('shuji', 'awb'))).toBeNull();
  });

  it('was, as of a moment, whoever held it then', () => {
    const told = driven('reported');
    told.pass('2026-03-12 00:00');
    expect(holderAsOf(told.state(), time('2026-03-06 09:00'))?.post).toBe('yj-jb');
    expect(holderAsOf(told.state(), time('2026-03-09 09:00'))?.post).toBe('yj-fg');
    expect(holderAsOf(told.state(), time('2026-03-12 09:00'))?.post).toBe('awb-jb');
  });

  it('a unit without posts is answered for by 安委办', () => {
    const bare = {
      ...state,
      chains: {
        ...state.chains,
        [unit('yj')]: { unit: unit('yj'), kind: 'department' as const, region: null, ranks: {} },
      },
    };
    expect(stepOf(bare, 'verify', AT).holders).toMatchObject([{ post: 'awb-jb' }]);
  });
});
