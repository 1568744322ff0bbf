/** Apache Arrow, the form in which an engine answers: loaded with the first answer, and of its types those that are used here. */
import { createRequire } from 'node:module'

export type Vector = {
  readonly length: number
  get(row: number): unknown
  toArray(): unknown
  getChildAt(place: number): Vector | null
}

export type Field = { readonly name: string; readonly type: unknown }

export type Table = {
  readonly numRows: number
  readonly schema: { readonly fields: readonly Field[] }
  getChild(name: string): Vector | null
  [Symbol.iterator](): Iterator<{ toJSON(): Record<string, unknown> } | null>
}

type Arrow = {
  tableFromIPC(data: Uint8Array): Table
  tableFromArrays(columns: Record<string, BigInt64Array | Int32Array>): Table
  tableToIPC(table: Table, form: 'stream'): Uint8Array
  vectorFromArray(values: readonly string[], type: object): Vector
  readonly Utf8: new () => object
  readonly Table: new (columns: Record<string, Vector>) => Table
}

let loaded: Arrow | undefined

/** The library; it takes a fifth of a second to load. */
export function loadArrow(): Arrow {
  const require = createRequire(import.meta.url)
  return (loaded ??= require('apache-arrow') as Arrow)
}
