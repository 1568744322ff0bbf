import type { Given, Judged } from './judge.ts'
import type { FrontWords } from './words-en.ts'

/** What was checked and what was not, in words; nothing is left out that somebody might take for checked. */
export type Said = { tone: 'good' | 'bad'; head: string[]; checked: string[]; unchecked: string[] }

/** Says of a judgement what it rests on and where it ends. Pure. */
export function say(judged: Judged, given: Given, words: FrontWords): Said {
  if (judged.what === 'unread') return bad(words.headUnread)
  if (judged.what === 'unfit') return bad(`${words.shownLogUnfit} ${judged.detail}`)
  return judged.what === 'line'
    ? sayLine(judged.line, given, words)
    : sayRecord(judged, given, words)
}

function bad(...head: string[]): Said {
  return { tone: 'bad', head, checked: [], unchecked: [] }
}

function sayLine(
  line: Extract<Judged, { what: 'line' }>['line'],
  given: Given,
  words: FrontWords,
): Said {
  if (!line) return bad(words.noLine)
  const { checked, unchecked } = words
  return {
    tone: 'good',
    head: [words.lineGenuine],
    checked: [checked.line],
    unchecked: [unchecked.said, unchecked.time, ...ofKey(given, words), unchecked.witness],
  }
}

function sayRecord(
  { record, log }: Extract<Judged, { what: 'record' }>,
  given: Given,
  words: FrontWords,
): Said {
  if (!record.genuine) return bad(words.notGenuine)
  const { receipts, form } = record
  const wrongNumber =
    given.number !== undefined && !receipts.some(({ index }) => index === given.number)
  const isUnfit = typeof log === 'object'
  const faults = [
    ...(wrongNumber
      ? [`${words.otherNumber} #${receipts.map((one) => one.index).join(', #')}.`]
      : []),
    ...(log === 'changed' ? [words.changedLog] : []),
    ...(isUnfit ? [`${words.shownLogUnfit} ${log.unfit}`] : []),
  ]
  const witnesses = Math.min(...receipts.map((one) => one.witnesses))
  const lines = receipts.reduce((sum, one) => sum + one.unchecked, 0)
  const { checked, unchecked } = words
  return {
    tone: faults.length > 0 ? 'bad' : 'good',
    head: [words.genuine, ...faults],
    checked: [
      checked.record,
      checked.key,
      ...(given.number !== undefined && !wrongNumber ? [checked.number] : []),
      ...(log === 'same' ? [checked.inLog] : []),
      ...(witnesses > 0 ? [`${checked.witnesses} ${witnesses}.`] : []),
    ],
    unchecked: [
      ...(receipts.some((one) => one.state !== 'open') ? [unchecked.sealed] : []),
      unchecked.truth,
      unchecked.time,
      ...ofKey(given, words),
      ...(witnesses === 0 ? [unchecked.witness] : []),
      ...(lines > 0 ? [`${unchecked.lines} ${lines}.`] : []),
      ...(form === 'packet' ? [unchecked.packet] : []),
      ...(form === 'named' ? [unchecked.named] : []),
      ...(log === 'unread' || isUnfit ? [unchecked.inLog] : []),
      ...(log === 'other-log' ? [unchecked.otherLog] : []),
      ...(log === 'too-many' ? [unchecked.inLogMany] : []),
    ],
  }
}

/** A key that the page itself filled in proves nothing of whose it is. */
function ofKey({ keys, ownKey }: Given, words: FrontWords): string[] {
  return keys.trim() === ownKey ? [words.unchecked.key] : []
}
