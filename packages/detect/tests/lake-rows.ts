/** Rows of a lake that hold what is hard to count: crowds, ties, repetitions, odd names and cells without a value. */
import { DuckDBInstance } from '@duckdb/node-api'

/** Writes SQL's rows as Parquet files of `parts` parts, in an order that has nothing to do with what they hold. */
export async function writeLake(folder: string, select: string, parts = 1): Promise<string[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run('select setseed(0.25)')
  await connection.run(`create table lake as select * from (${select}) order by random()`)
  const files: string[] = []
  for (let part = 0; part < parts; part++) {
    const file = `${folder}-${part}.parquet`
    await connection.run(
      `copy (select * from lake where rowid % ${parts} = ${part}) to '${file}' (format parquet)`,
    )
    files.push(file)
  }
  connection.closeSync()
  return files
}

/** Acts of accounts with odd names: chatter, one thing that everybody shares, and one that each `crowd`th act shares in two minutes. */
export function actsOf(rows: number, crowd = 7): string {
  const names = [`"it's"`, '`tick`', 'Ünï😀', 'back\\slash', 'percent%', 'ｚ', '𐀀']
    .map((name) => `'${name.replaceAll("'", "''")}'`)
    .join(', ')
  return `select
      case when who < 7 then [${names}][who + 1] else 'user ' || who end as "who said it",
      case when i % ${crowd} = 0 then 'a crowd at once' when i % 5 = 0 then 'everybody''s'
        else 'thing ' || cast(floor(power(random(), 2) * ${rows / 12}) as int) end as thing,
      'post ' || i as post,
      make_timestamp(1467331200000000::bigint + 1000000::bigint * cast(case when i % ${crowd} = 0 then random() * 110
        else floor(random() * 6) * 40000 + random() * 900 end as bigint)) as at
    from (select i, cast(floor(power(random(), 2) * 90) as int) as who from range(${rows}) as t(i))`
}
