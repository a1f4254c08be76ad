import { Page } from '../../parts/page.tsx';

export function Registers() {
  return <Page title="名册">{null}</Page>;
}
