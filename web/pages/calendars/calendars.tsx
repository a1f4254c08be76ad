import { Page } from '../../parts/page.tsx';

export function Calendars() {
  return <Page title="工作日历">{null}</Page>;
}
