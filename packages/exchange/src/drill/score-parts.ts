/** What scores of drills share: which words of a notice are a mistake, and instants. Pure. */
import type { NoticeTexts } from '@tocsin/api'
import { strike } from '../intake/evidence.ts'
import { gradeOf } from '../notices/preview.ts'

const PLAIN = 8

export const isHard = ({ en }: NoticeTexts) => en !== undefined && gradeOf(en) > PLAIN
export const hasContext = (texts: NoticeTexts) =>
  Object.values(texts).some(({ context }) => Boolean(context?.trim()))
const wordsOf = (texts: NoticeTexts) =>
  Object.values(texts).flatMap(({ actions, ...text }) => [...Object.values(text), ...actions])
export const holdsHome = (texts: NoticeTexts) =>
  wordsOf(texts).some((one) => strike(one).struck > 0)
/** Countries and the like; a notice that says that nobody knows is none. */
export const saysWho = (texts: NoticeTexts) =>
  wordsOf(texts).some((one) =>
    /\b(?:iran\w*|russia\w*|chin(?:a|ese)|north korea\w*|foreign (?:actors?|country|countries|government|power|state)s?|extranjer[oa]s?)\b/iu.test(
      one,
    ),
  )

export function earliest(dates: readonly Date[]): Date | undefined {
  return dates.toSorted((a, b) => +a - +b)[0]
}

type Answering = { group: string; answerBy: Date; answered: Date | null }

/** How many reports had no answer by their time. */
export const countLate = (reports: readonly Answering[], now: Date) =>
  reports.filter(({ answered, answerBy }) => (answered ?? now) > answerBy).length
/** How many of the reports, all of one thing, stand apart from the others. */
export const countApart = (reports: readonly Answering[]) =>
  Math.max(0, new Set(reports.map(({ group }) => group)).size - 1)

/** The last of them; nothing where one is missing. */
export function latest(dates: readonly (Date | null)[]): Date | undefined {
  const all = dates.flatMap((one) => (one ? [one] : []))
  return all.length === dates.length ? all.toSorted((a, b) => +b - +a)[0] : undefined
}
