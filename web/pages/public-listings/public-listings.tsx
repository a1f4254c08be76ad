import { Page } from '../../parts/page.tsx';

export function PublicListings() {
  return <Page title="挂牌督办公示">{null}</Page>;
}
