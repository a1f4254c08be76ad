import { Page } from '../../parts/page.tsx';

export function Chain() {
  return <Page title="责任链">{null}</Page>;
}
