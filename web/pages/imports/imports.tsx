import { Page } from '../../parts/page.tsx';

export function Imports() {
  return <Page title="导入台账">{null}</Page>;
}
