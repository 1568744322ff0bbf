import type { ActKind } from '@tocsin/api'

/** One part of a period report: kinds of acts and how each is called, in the order in which they are read. */
export type Section = { title: string; rows: readonly (readonly [ActKind, string])[] }
