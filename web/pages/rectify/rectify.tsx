import { Page } from '../../parts/page.tsx';

export function Rectify() {
  return <Page title="报送整改">{null}</Page>;
}
