import { Page } from '../../parts/page.tsx';

export function Policies() {
  return <Page title="办理规则">{null}</Page>;
}
