import { Page } from '../../parts/page.tsx';

export function Document() {
  return <Page title="文书">{null}</Page>;
}
