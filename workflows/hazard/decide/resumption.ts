import type { CommandOf } from '../command.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { isControlled, stands } from '../standing.ts';
import type { HazardState } from '../state.ts';
import { mayConsent } from './control-officers.ts';
import { authorityDenied, isUncertified, officersOf } from './officers.ts';
import { blank, decided, once, type Decide } from './parts.ts';

/**
 * 审查恢复 (《安全生产法》第65条): on site, by two certified officers who did not rectify; consent is a leader's and lifts
 * every standing control. Without a request it is given ex officio (依职权), to lift what was imposed wrongly or is cured.
 */
export const decideResumption: Decide<'DecideResumption'> = (state, command) => {
  const { body, actor } = command;
  const consents = body.decision === 'consent';
  const no =
    denied({
      NoControlStanding: !isControlled(state),
      NoResumptionPending: !consents && state.resumption === null,
    }) ??
    reviewDenied(state, command) ??
    denied({
      SupplyStillCut: consents && state.supplies.some((supply) => supply.restoredAt === null),
      ConsentNeedsLeader: consents && !mayConsent(state, actor),
    });
  if (no !== null) return no;
  const { opinion, evidence } = body;
  const said = { officers: once(body.officers), opinion, evidence };
  if (!consents) return decided(happened('ResumptionRefused', said));
  const lifted = state.controls.filter(stands).map((control) => control.nth);
  return decided(happened('ResumptionConsented', { ...said, lifted, exOfficio: state.resumption === null }));
};

function reviewDenied(state: HazardState, command: CommandOf<'DecideResumption'>) {
  const { body, known } = command;
  const officers = once(body.officers);
  const people = officersOf(known, officers);
  return denied({
    UnknownPerson: people.includes(null),
    TwoOfficersNeeded: officers.length < (state.terms.numbers['officersMin'] ?? 2),
    ...separated(state, command),
    OfficerNotCertified: isUncertified(state, people),
    ...authorityDenied(state, people),
    ReviewNotOnSite: !body.onSite,
    ReasonMissing: blank(body.opinion),
    EvidenceMissing: body.evidence.length === 0,
  });
}
