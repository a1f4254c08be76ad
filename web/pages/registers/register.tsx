import { Page } from '../../parts/page.tsx';

export function Register() {
  return <Page title="名册">{null}</Page>;
}
