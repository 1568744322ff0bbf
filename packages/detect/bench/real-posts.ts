/** The shared real posts, genuine and operation, read in place, as acts of each trace over one numbering of accounts. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { toActs, type Acts } from '../src/activity/acts.ts'
import { postObjects, type PostTrace } from '../src/activity/traces/post-objects.ts'

/** What the operation's accounts are called beside the kinds of the genuine ones. */
export const OPERATION = 'operation'

export type RealPosts = {
  /** What each account is: a kind of genuine account, or `OPERATION`. */
  who: string[]
  account: Int32Array
  /** Epoch seconds. */
  time: Int32Array
  texts: string[]
}

/** All genuine posts and the operation's English ones; undefined where the files are absent. */
export async function readRealPosts(): Promise<RealPosts | undefined> {
  const genuine = sharedFile('organic-2016h2.parquet')
  const operation = sharedFile('ira-2016h2.parquet')
  if (genuine === undefined || operation === undefined) return undefined
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const reader = await connection.runAndReadAll(`
    with posts as (
      select account, posted_at, text, who from '${genuine}'
      union all select 'operation ' || account, posted_at, text, '${OPERATION}' from '${operation}'
        where language = 'English')
    select (dense_rank() over (order by account) - 1)::int, epoch(posted_at)::int, coalesce(text, ''), who
    from posts order by posted_at, account, text`)
  const [account, time, texts, whoOf] = reader.getColumnsJS()
  connection.closeSync()
  const who: string[] = []
  account!.forEach((number, i) => (who[Number(number)] = String(whoOf![i])))
  return {
    who,
    account: Int32Array.from(account!, Number),
    time: Int32Array.from(time!, Number),
    texts: texts as string[],
  }
}

/** The acts of one trace, objects named as the program names them. */
export function realActs({ who, account, time, texts }: RealPosts, trace: PostTrace): Acts {
  const numbers = new Map<string, number>()
  const object: number[] = []
  const content: number[] = []
  texts.forEach((text, i) => {
    for (const name of postObjects(trace, { text })) {
      if (!numbers.has(name)) numbers.set(name, numbers.size)
      object.push(numbers.get(name)!)
      content.push(i)
    }
  })
  return toActs(
    {
      object: Int32Array.from(object),
      account: Int32Array.from(content, (i) => account[i]!),
      time: Int32Array.from(content, (i) => time[i]!),
      content: Int32Array.from(content),
    },
    { objects: numbers.size, accounts: who.length },
    { epoch: 0, tick: 1 },
  ).acts
}

/** The posts of some kinds of accounts, those accounts numbered anew. */
export function pickPosts(posts: RealPosts, wanted: (who: string) => boolean): RealPosts {
  const number = new Map<number, number>()
  posts.who.forEach((who, account) => wanted(who) && number.set(account, number.size))
  const rows = [...posts.account.keys()].filter((i) => number.has(posts.account[i]!))
  return {
    who: posts.who.filter(wanted),
    account: Int32Array.from(rows, (i) => number.get(posts.account[i]!)!),
    time: Int32Array.from(rows, (i) => posts.time[i]!),
    texts: rows.map((i) => posts.texts[i]!),
  }
}

/** Path of a shared file, or undefined where it is absent. */
export function sharedFile(name: string): string | undefined {
  const root = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared')
  const path = join(root, 'data', name)
  return existsSync(path) ? path : undefined
}
