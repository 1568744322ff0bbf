/** What is said of a log on standard error. */
import type { LogHead, LogSource, LogState, Word } from '@tocsin/ct'

const n = (count: number) => count.toLocaleString('en')

/** Which log it is, where reading begins, and what is not checked. */
export function wordsOfBegin(
  source: LogSource,
  { size, from }: LogState,
  head: LogHead,
  isResumed: boolean,
): string {
  const kind = source.kind === 'static-ct' ? 'static-ct-api' : 'RFC 6962'
  const where = isResumed
    ? `goes on at leaf ${n(size)}, where the last run ended${from > 0 ? ` (leaves before ${n(from)} were never looked at)` : ''}`
    : from === 0
      ? 'from its first leaf on'
      : `from leaf ${n(from)} on; those before it are not looked at`
  const signed = head.isSigned
    ? 'signatures of its heads are checked'
    : 'signatures of its heads are NOT checked, for no key of it is given (--ct-key)'
  return `${kind}, ${n(head.size)} leaves: ${where}; ${signed}`
}

export function wordsOf(word: Word): string {
  switch (word.kind) {
    case 'stall':
      return `STALLS: nothing for ${n(word.seconds)} s (${word.why}); tried again until it answers`
    case 'going-on':
      return `goes on after ${n(word.seconds)} s; nothing was left out`
    case 'quiet':
      return `answers, but has not grown for ${n(word.seconds)} s; it has ${n(word.size)} leaves`
    case 'old-head':
      return `its newest head, of ${n(word.size)} leaves, is of ${timeOf(word.timestamp)}, over a day ago: what it took in since is not seen`
    case 'head-ahead':
      return `its head of ${n(word.size)} leaves is of ${timeOf(word.timestamp)}, a time to come: its clock or that of this machine is wrong`
    case 'went-back':
      return `WENT BACK: answers with ${n(word.size)} leaves where ${n(word.read)} were read; ${word.isProven ? 'of the same tree' : 'it has no proof that they are of the same tree'}; nothing is read until it has more`
  }
}

function timeOf(timestamp: number): string {
  return new Date(timestamp).toISOString()
}
