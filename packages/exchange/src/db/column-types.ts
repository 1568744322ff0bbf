import type { ColumnType, JSONColumnType } from 'kysely'

/** Times come back as Date and may be written as Date. */
export type Time = ColumnType<Date, Date | string, Date | string>
export type MaybeTime = ColumnType<
  Date | null,
  Date | string | null | undefined,
  Date | string | null
>
export type Json<T> = JSONColumnType<T & object, string, string>
