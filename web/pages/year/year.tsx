import { Page } from '../../parts/page.tsx';

export function Year() {
  return <Page title="统计">{null}</Page>;
}
