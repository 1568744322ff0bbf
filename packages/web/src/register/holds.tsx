import type { RegisterHold } from '@tocsin/api'
import { When } from '../ui/marks.tsx'

/** How often the day was put off, by whom and why; nothing where it never was. */
export function Holds({ holds }: { holds: readonly RegisterHold[] }) {
  if (holds.length === 0) return null
  return (
    <ul aria-label="Delays of that day">
      {holds.map((hold) => (
        <li key={hold.logIndex}>
          <When at={hold.at} />: put off until {hold.until.slice(0, 10)} (UTC) by {hold.official},
          because: {hold.reason} (entry #{hold.logIndex} of the log)
        </li>
      ))}
    </ul>
  )
}
