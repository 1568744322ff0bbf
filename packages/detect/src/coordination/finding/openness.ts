/**
 * Openness: whether accounts act together before everybody's eyes, as declared automation, newsrooms, press
 * offices and fan clubs do. Whoever declares himself falsely is excused here, and is found none the less.
 */
import type { Acts } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { NetworkCounterEvidence } from '../network-finding.ts'
import type { SteppedRows } from './evidence.ts'

/** What posts say that a machine made. */
const AUTOMATED =
  /[[(](?:automated|automatic|auto-?post(?:ed)?|bot)[\])]|#(?:bot|automated)\b|\b(?:automated (?:post|message|account|feed)|i am a bot|i'm a bot)\b/i
const RESHARED = /^RT @/
/** Handles that say so, apart from surnames and robots. */
const BOT_NAME = /(?:[_.-]|news|wire|headlines?|weather|alerts?|feed|rss)bot\d*$|^bot[_.-]/i
/** Part of an account's posts in step that must say it. */
const MOSTLY = 0.5
/** Part of the things in step that are one author's posts, and seconds from one to the next, above which his followers explain them. */
const ONE_AUTHOR = 0.6
const UNHURRIED = 25

/** Whether most members say openly that they are automated or an organisation's: in a column, their posts or their names. */
export function tryDeclared(
  { acts, accountDeclared, accountNames, contentText }: EncodedActs,
  rows: Int32Array,
  members: readonly number[],
): NetworkCounterEvidence[] {
  const saying = contentText === undefined ? null : accountsSaying(acts, rows, contentText)
  const said = members.flatMap((account) => {
    const word = accountDeclared?.(account) ?? ''
    if (word !== '') return [word]
    const open = saying?.has(account) === true || BOT_NAME.test(accountNames[account]!)
    return open ? ['automation'] : []
  })
  // Where no column could say it, silence is no sign.
  if (accountDeclared === undefined && said.length === 0) return []
  const words = [...new Set(said)].sort().join(', ').slice(0, 100)
  const detail = `${said.length} of ${members.length} accounts declare themselves${words ? `: ${words}` : ''}.`
  return [{ explanation: 'declared', holds: said.length * 2 > members.length, detail }]
}

/** Accounts most of whose posts among `rows` say that a machine made them. */
function accountsSaying(
  { account, content }: Acts,
  rows: Int32Array,
  textOf: (content: number) => string,
): Set<number> {
  if (content === null) return new Set()
  const all = new Map<number, number>()
  const open = new Map<number, number>()
  for (const row of rows) {
    const text = textOf(content[row]!)
    const mine = account[row]!
    all.set(mine, (all.get(mine) ?? 0) + 1)
    if (!RESHARED.test(text) && AUTOMATED.test(text)) open.set(mine, (open.get(mine) ?? 0) + 1)
  }
  return new Set([...open.keys()].filter((mine) => open.get(mine)! >= MOSTLY * all.get(mine)!))
}

/** Whether members mostly repeat one author without haste, as staff and followers of one account do. */
export function tryAuthor(
  { acts }: EncodedActs,
  { rows, objects }: SteppedRows,
  authorOf: ((content: number) => string) | undefined,
): NetworkCounterEvidence[] {
  const { content, account, time, tick } = acts
  if (authorOf === undefined || content === null || rows.length === 0) return []
  const repeats = new Map<string, number>()
  const gaps: number[] = []
  let things = 0
  for (let k = 0; k < rows.length; k++) {
    const author = authorOf(content[rows[k]!]!)
    const before = k > 0 && objects[k - 1] === objects[k] ? rows[k - 1]! : -1
    if (before < 0) {
      things++
      if (author !== '') repeats.set(author, (repeats.get(author) ?? 0) + 1)
    } else if (author !== '' && account[before] !== account[rows[k]!])
      gaps.push((time[rows[k]!]! - time[before]!) * tick)
  }
  if (repeats.size === 0) return []
  const [author, most] = [...repeats].sort((x, y) => y[1] - x[1])[0]!
  const gap = gaps.sort((x, y) => x - y)[Math.floor(gaps.length / 2)] ?? 0
  const part = most / things
  const detail = `${Math.round(100 * part)} % of the things in step are posts of ${author.slice(0, 60)}, half of the repeats ${Math.round(gap)} s or more after the one before.`
  return [{ explanation: 'one author', holds: part >= ONE_AUTHOR && gap > UNHURRIED, detail }]
}
