import { Page } from '../../parts/page.tsx';

export function Account() {
  return <Page title="我的">{null}</Page>;
}
