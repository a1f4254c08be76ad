import type { Instant } from '../../kernel/instant.ts';
import type { ControlEvents } from '../regions/control.ts';
import type { Control, Supply } from '../regions/control.ts';
import type { HazardState } from '../state.ts';
import type { Apply } from './apply.ts';

/** Interim control of an enterprise that is closed down: nothing is left to resume, and what was cut stays cut. */
export function controlEnded({ controls }: HazardState, at: Instant): Pick<HazardState, 'controls' | 'resumption'> {
  return { controls: controls.map((control) => ({ ...control, liftedAt: control.liftedAt ?? at })), resumption: null };
}

/** What interim control makes of the state. */
export const CONTROL: { readonly [T in keyof ControlEvents]: Apply<T> } = {
  ControlImposed: (state, data, stamp) => ({
    ...state,
    controls: [
      ...state.controls.map((control) =>
        control.nth === data.replaces ? { ...control, liftedAt: stamp.at } : control,
      ),
      {
        ...data.control,
        imposedBy: stamp.actor.person,
        extendedAt: null,
        warnedAt: null,
        expiredAt: null,
        liftedAt: null,
      },
    ],
  }),
  ControlExtended: (state, { nth, period, until }, stamp) =>
    changed(state, nth, (control) => ({ ...control, period, until, extendedAt: stamp.at, warnedAt: null })),
  ControlExpiring: (state, data, stamp) => changed(state, data.nth, (control) => ({ ...control, warnedAt: stamp.at })),
  ControlExpired: (state, data, stamp) => changed(state, data.nth, (control) => ({ ...control, expiredAt: stamp.at })),
  ResumptionRequested: (state, { period, until, provisional }, stamp) => ({
    ...state,
    resumption: {
      requestedAt: stamp.at,
      requestedBy: stamp.actor.person,
      period,
      until,
      provisional,
      undecidedAt: null,
    },
  }),
  ResumptionUndecided: (state, _data, stamp) => {
    if (state.resumption === null) throw new Error(`no resumption is asked for in ${state.id}`);
    return { ...state, resumption: { ...state.resumption, undecidedAt: stamp.at } };
  },
  ResumptionConsented: (state, data, stamp) => ({
    ...state,
    resumption: null,
    controls: state.controls.map((control) =>
      data.lifted.includes(control.nth) ? { ...control, liftedAt: stamp.at } : control,
    ),
  }),
  ResumptionRefused: (state) => ({ ...state, resumption: null }),
  SupplyCutNoticed: (state, data, stamp) => ({
    ...state,
    supplies: [
      ...state.supplies,
      {
        kind: data.supply,
        noticedAt: stamp.at,
        noticedBy: stamp.actor.person,
        document: data.document,
        effectiveAt: data.effectiveAt,
        emergency: data.emergency,
        cutAt: null,
        restoredAt: null,
      },
    ],
  }),
  SupplyCut: (state, data, stamp) => supplied(state, data.supply, (supply) => ({ ...supply, cutAt: stamp.at })),
  SupplyRestored: (state, data, stamp) =>
    supplied(state, data.supply, (supply) => ({ ...supply, restoredAt: stamp.at })),
};

function changed(state: HazardState, nth: number, change: (control: Control) => Control): HazardState {
  return { ...state, controls: state.controls.map((control) => (control.nth === nth ? change(control) : control)) };
}

function supplied(state: HazardState, kind: Supply['kind'], change: (supply: Supply) => Supply): HazardState {
  return {
    ...state,
    supplies: state.supplies.map((supply) =>
      supply.kind === kind && supply.restoredAt === null ? change(supply) : supply,
    ),
  };
}
