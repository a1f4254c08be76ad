import { Page } from '../../parts/page.tsx';

export function Proof() {
  return <Page title="核验">{null}</Page>;
}
