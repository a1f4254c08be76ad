import { Page } from '../../parts/page.tsx';

export function Report() {
  return <Page title="随手拍">{null}</Page>;
}
