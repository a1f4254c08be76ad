import { Page } from '../../parts/page.tsx';

export function Templates() {
  return <Page title="文书模板">{null}</Page>;
}
