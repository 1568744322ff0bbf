/** Logs and files of indicators in the order in which they must be named: `--indicators` takes every file behind it. */
import { DetectError } from '@tocsin/detect/match'

export type NamedFiles = {
  /** As they were named, none where standard input is read for want of one. */
  readonly logs: readonly string[]
  readonly indicators: readonly string[]
  /** Whether standard input is a terminal, on which no log waits. */
  readonly isTerminal: boolean
}

/** Throws BAD_OPTION where no log was named and none can come, or where standard input would have to be both. */
export function verifyOrder({ logs, indicators, isTerminal }: NamedFiles): void {
  const readsInput = logs.length === 0 || logs.includes('-')
  if (logs.length === 0 && isTerminal)
    throw new DetectError(
      'BAD_OPTION',
      `no log is named, and standard input is a terminal; ${rightOrder([], indicators)}`,
    )
  if (readsInput && indicators.includes('-'))
    throw new DetectError(
      'BAD_OPTION',
      `standard input cannot be both a log and indicators; ${rightOrder(
        logs.filter((log) => log !== '-'),
        indicators,
      )}`,
    )
}

/** How the files are to be named, in words. */
export function rightOrder(logs: readonly string[], indicators: readonly string[]): string {
  const words = (files: readonly string[], none: string) =>
    files.length > 0 ? files.join(' ') : none
  return `logs stand before --indicators, which takes every file behind it: tocsin match ${words(logs, 'LOG')} --indicators ${words(indicators, 'FILE')}`
}
