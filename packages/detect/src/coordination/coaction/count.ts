import type { EdgeTable } from './edges.ts'

/** What a count has gathered so far. */
export type CoActionCount = {
  readonly edges: EdgeTable
  /** 1 for each row that has a partner: another account on the same object within the window. */
  readonly partnered: Uint8Array
}
