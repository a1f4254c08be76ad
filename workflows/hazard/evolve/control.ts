import type { ControlEvents } from '../regions/control.ts';
import type { Control, Supply } from '../regions/control.ts';
import type { HazardState } from '../state.ts';
import type { Apply } from './apply.ts';

/** What interim control makes of the state. */
export const CONTROL: { readonly [T in keyof ControlEvents]: Apply<T> } = {
  ControlImposed: (state, data, stamp) => ({
    ...state,
    controls: [
      ...state.controls,
      {
        ...data.control,
        imposedBy: stamp.actor.person,
        extended: false,
        warnedAt: null,
        expiredAt: [],
        liftedAt: null,
      },
    ],
  }),
  ControlExtended: (state, data) =>
    changed(state, data.nth, (control) => ({ ...control, until: data.until, extended: true, warnedAt: null })),
  ControlExpiring: (state, data, stamp) => changed(state, data.nth, (control) => ({ ...control, warnedAt: stamp.at })),
  ControlExpired: (state, data, stamp) =>
    changed(state, data.nth, (control) => ({ ...control, expiredAt: [...control.expiredAt, stamp.at] })),
  ResumptionRequested: (state, data, stamp) => ({
    ...state,
    resumption: { requestedAt: stamp.at, requestedBy: stamp.actor.person, until: data.until, undecidedAt: null },
  }),
  ResumptionUndecided: (state, _data, stamp) => ({
    ...state,
    resumption: state.resumption === null ? null : { ...state.resumption, undecidedAt: stamp.at },
  }),
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
