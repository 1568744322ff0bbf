/** Acts of the shared real posts, read in place; absent files are for the caller to say. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { toActs, type Acts } from '../src/coaction/acts.ts'

const OBJECT = {
  hashtag: `unnest(list_distinct(regexp_extract_all(lower(text), '#(\\w+)', 1)))`,
  link: `unnest(list_distinct(regexp_extract_all(text, 'https?://[^ ]+')))`,
  text: `trim(regexp_replace(lower(text), 'https?://[^ ]+', '', 'g'))`,
}

/** Path of a shared file, or undefined where it is absent. */
export function sharedFile(name: string): string | undefined {
  const root = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared')
  const path = join(root, 'data', name)
  return existsSync(path) ? path : undefined
}

export async function readSharedActs(
  name: string,
  trace: keyof typeof OBJECT,
  language?: string,
): Promise<Acts> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const where = language ? `language = '${language}'` : 'true'
  const length = trace === 'text' ? 20 : 1
  const reader = await connection.runAndReadAll(`
    with acts as (select account, epoch(posted_at)::int as t, row_number() over () as n,
      ${OBJECT[trace]} as object from '${sharedFile(name)}' where ${where})
    select dense_rank() over (order by account) - 1, dense_rank() over (order by object) - 1, t, n
    from acts where length(object) > ${length}`)
  const [account, object, time, content] = reader
    .getColumnsJS()
    .map((column) => Int32Array.from(column, Number))
  connection.closeSync()
  return toActs(
    { account: account!, object: object!, time: time!, content: content! },
    {
      objects: object!.reduce((a, b) => Math.max(a, b), 0) + 1,
      accounts: account!.reduce((a, b) => Math.max(a, b), 0) + 1,
    },
    { epoch: 0, tick: 1 },
  ).acts
}
