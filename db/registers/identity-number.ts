import { parseDay, type Day } from '../../workflows/kernel/instant.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/**
 * A citizen's identity number (GB 11643-1999) as it is compared, with a capital X; null for what cannot be one by its
 * length, its check character or its day of birth, which is not after `today`.
 */
export function identityNumber(text: string, today: Day): string | null {
  const number = text.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return null;
  const born = parseDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (born === null || born < '1900-01-01' || born > today) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number.charAt(i)), 0);
  return CHECKS.charAt(sum % 11) === number.charAt(17) ? number : null;
}
