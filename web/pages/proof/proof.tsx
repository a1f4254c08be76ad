import { useMay } from '../../client/may.ts';
import { Page } from '../../parts/page.tsx';
import { Audits } from './audits.tsx';
import { Bundles } from './bundles.tsx';
import { Exports } from './exports.tsx';
import { Health } from './health.tsx';
import { Seals } from './seals.tsx';

/** 核验: whether what is written still agrees with what happened, for whoever must vouch for it. */
export function Proof() {
  const isAuditor = useMay(['auditor', 'admin']);
  const isOverseer = useMay(['auditor', 'admin', 'office', 'leader']);
  return (
    <Page title="核验" about="由流程历史重新推算，与台账、现状逐件比对；封签使改动藏不住。">
      {isAuditor ? <Audits /> : null}
      <Health />
      <Seals />
      {isAuditor ? <Exports /> : null}
      {isOverseer ? <Bundles /> : null}
    </Page>
  );
}
