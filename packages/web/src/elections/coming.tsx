import { useQuery } from '@tanstack/react-query'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { electionsQuery } from './data.ts'
import { toCalendarDay } from '../words/time.ts'
import { comingElections, daysWords, moreWords } from './words.ts'

const SHOWN = 3

/** The days left to the next elections; with `lineages`, to those that concern these places. Nothing where none is on file. */
export function ComingElections(props: { lineages?: readonly (readonly string[])[] }) {
  const query = useQuery(electionsQuery)
  const { language } = useSpeech()
  const coming = comingElections(query.data?.items ?? [], props.lineages)
  if (coming.length === 0) return <Fault error={query.error} />
  const more = coming.length - SHOWN
  return (
    <ul className="counts small coming">
      {coming.slice(0, SHOWN).map((one) => (
        <li key={one.id}>
          <strong>{one.name}</strong> {daysWords(one.daysLeft, language)} (
          <time dateTime={one.date}>{toCalendarDay(one.date, language)}</time>)
        </li>
      ))}
      {more > 0 ? <li>{moreWords(more, language)}</li> : null}
    </ul>
  )
}
