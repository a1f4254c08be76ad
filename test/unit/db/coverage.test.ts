import { expect, test } from 'vitest';
import { covering } from '../../../db/queries/responsibility.ts';

test('a rate of 100.0 says that there is no gap; of nothing there is no rate', () => {
  expect(covering({ enterprises: 2_000, covered: 1_999 }).rate).toBe(99.9);
  expect(covering({ enterprises: 2_000, covered: 2_000 }).rate).toBe(100);
  expect(covering({ enterprises: 3, covered: 2 }).rate).toBe(66.6);
  expect(covering({ enterprises: 0, covered: 0 }).rate).toBeNull();
});
