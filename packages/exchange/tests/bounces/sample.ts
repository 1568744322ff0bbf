import type { HeardKind } from '@tocsin/api'

/** A mail that came back, and what it is to be read as. */
export type Sample = {
  name: string
  bytes: Uint8Array
  sender: string
  kind: HeardKind
  codes?: string
}

export const CLERK = 'clerk@county.example'
export const BACK = 'b-return@bounces.example'
