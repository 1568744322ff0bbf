/**
 * Pairs of rows on one object within a window, as SQL of an engine: bucket by object and stretch of time, count inside the
 * bucket, so that no object is too large for one worker and only pairs of accounts leave it.
 *
 * A stretch is two windows long. The earlier row of a pair stands in its own stretch; the later one stands in its own and, in
 * the first window of it, in the stretch before too: the two meet exactly once, in the stretch of the earlier. Of rows of one
 * instant the one with the smaller hash is the earlier. A bucket of more than `CROWD` rows is dealt over several workers by
 * a hash of the earlier row, the later ones being sent to each: again each pair meets once. What is counted are whole numbers,
 * so the order in which parts are added up changes nothing.
 */
import { named, NOTHING, sql, type Sql } from '../../spark/sql.ts'

/** Rows of a bucket above which it is dealt over several workers, and the most of these. */
const CROWD = 1000
const MOST_SHARES = 256

export type PairsOf = {
  /** A statement of rows with object, h, t, m, and whatever else `also` names. */
  readonly rows: Sql
  /** In ticks; may be Infinity. */
  readonly window: number
  /** Rows of the largest bucket. */
  readonly largest: number
  /** Content of both sides too. */
  readonly withContent?: boolean
}

/** The stretch of time of a row. */
export function stretch(window: number): Sql {
  return Number.isFinite(window) ? sql`t div ${widthOf(window)}` : sql`t * 0`
}

function widthOf(window: number): number {
  return Math.max(1, 2 * window)
}

/** Pairs of rows: object, a and b (hashes, a < b), ta, tb, ma, mb, and the contents ca, cb where asked. */
export function pairsSql({ rows, window, largest, withContent = false }: PairsOf): Sql {
  const content = withContent ? sql`, content` : NOTHING
  const base = sql`select object, h, t, m ${content}, ${stretch(window)} as k from (${rows})`
  const both = Number.isFinite(window)
    ? sql`explode(case when t % ${widthOf(window)} < ${window} then array(k, k - 1) else array(k) end)`
    : sql`k`
  const later = sql`select object, h, t, m ${content}, ${both} as k from (${base})`
  const within = Number.isFinite(window) ? sql`and r.t - l.t <= ${window}` : NOTHING
  const isDealt = largest > CROWD
  const [left, right] = isDealt ? dealt(base, later, content) : [base, later]
  const share = isDealt ? sql`and l.share = r.share` : NOTHING
  const contents = withContent
    ? sql`, case when l.h < r.h then l.content else r.content end as ca, case when l.h < r.h then r.content else l.content end as cb`
    : NOTHING
  return sql`select l.object, least(l.h, r.h) as a, greatest(l.h, r.h) as b, l.t as earlier, r.t as later,
      case when l.h < r.h then l.t else r.t end as ta, case when l.h < r.h then r.t else l.t end as tb,
      case when l.h < r.h then l.m else r.m end as ma, case when l.h < r.h then r.m else l.m end as mb ${contents}
    from (${left}) l join (${right}) r
      on l.object = r.object and l.k = r.k ${share} and l.h <> r.h and r.t >= l.t ${within} and (r.t > l.t or r.h > l.h)`
}

/** Both sides with the share of a large bucket that each row is in. */
function dealt(base: Sql, later: Sql, content: Sql): [Sql, Sql] {
  const large = sql`select object, k, least(${MOST_SHARES}, cast(ceil(count(*) / ${CROWD}) as int)) as shares
    from (${base}) group by object, k having count(*) > ${CROWD}`
  const with_ = (side: Sql) =>
    sql`(${side}) s left join (${large}) g on s.object = g.object and s.k = g.k`
  const columns = sql`s.object as object, s.h as h, s.t as t, s.m as m ${content}, s.k as k`
  return [
    sql`select ${columns}, case when g.shares is null then 0 else pmod(xxhash64(s.h, s.t), g.shares) end as share from ${with_(base)}`,
    sql`select ${columns}, explode(sequence(0, coalesce(g.shares, 1) - 1)) as share from ${with_(later)}`,
  ]
}

/** Pairs of accounts with their counts: a, b, weight, objects, lags, least, first, last (ticks). */
export function edgesSql(pairs: Sql): Sql {
  return sql`select a, b, sum(weight) as weight, count(*) as objects, sum(lags) as lags, min(least) as least,
      min(first) as first, max(last) as last from (
    select object, a, b, sum(ma * mb) as weight, sum(ma * mb * (later - earlier)) as lags, min(later - earlier) as least,
        min(earlier) as first, max(later) as last from (${pairs}) group by object, a, b)
    group by a, b`
}

/** Each side's distinct posts of pairs of accounts: a, b, posts_a, posts_b. Rows without a post id are posts of their own. */
export function contentsSql(pairs: Sql, withContent: boolean): Sql {
  const side = (content: string, time: string, times: string, place: number) => {
    const post = withContent ? named(content) : sql`cast(null as string)`
    const isOwn = sql`case when ${post} is null then`
    return sql`select a, b, ${place} as side, ${post} as post, ${isOwn} object end as thing, ${isOwn} ${named(time)} end as at, ${named(times)} as m from (${pairs})`
  }
  return sql`select a, b, sum(case when side = 0 then m else 0 end) as posts_a, sum(case when side = 1 then m else 0 end) as posts_b
    from (select a, b, side, post, thing, at, max(m) as m from (
        ${side('ca', 'ta', 'ma', 0)} union all ${side('cb', 'tb', 'mb', 1)}) group by a, b, side, post, thing, at)
    group by a, b`
}
