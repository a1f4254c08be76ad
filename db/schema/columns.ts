import { customType } from 'drizzle-orm/pg-core';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';

/** A `timestamptz` that is read and written as a canonical instant. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (text) => instantOf(Date.parse(text)),
});

/** Bytes as they are. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
