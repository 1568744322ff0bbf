import type { ReceivedSighting } from '@tocsin/api'
import { toLocalTime } from '../words/time.ts'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'

/** Bars that are drawn; the earliest ones. */
const MOST = 60
const [WIDTH, ROW] = [1000, 10]

/** When each thing was seen: a bar from its first to its last time. */
export function SightedPanel(props: { sighted: ReceivedSighting[] }) {
  const all = props.sighted
    .map((one) => ({ ...one, from: Date.parse(one.first), to: Date.parse(one.last) }))
    .filter(({ from, to }) => !Number.isNaN(from) && !Number.isNaN(to))
    .sort((a, b) => a.from - b.from)
  if (all.length === 0) return null
  const shown = all.slice(0, MOST)
  const start = shown[0]!.from
  const end = shown.reduce((last, { to }) => Math.max(last, to), start + 1)
  const times = all.reduce((sum, one) => sum + one.times, 0)
  const first = toLocalTime(new Date(start).toISOString())
  const last = toLocalTime(new Date(end).toISOString())
  const words = `${countOf(all.length, 'shared thing')}, seen ${countOf(times, 'time')} in all, from ${first} to ${last}.`
  return (
    <Panel title="Time line">
      <svg
        className="sighted"
        viewBox={`0 0 ${WIDTH} ${shown.length * ROW}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {shown.map(({ id, from, to }, at) => {
          const x = ((from - start) / (end - start)) * (WIDTH - 6)
          const width = Math.max(6, ((to - from) / (end - start)) * (WIDTH - 6))
          return <rect key={id} x={x} y={at * ROW + 2} width={width} height={ROW - 4} rx="2" />
        })}
      </svg>
      <p className="soft small">
        {words} Each bar is one of them, from its first to its last time
        {all.length > shown.length ? `; the first ${shown.length} of ${all.length} are drawn` : ''}.
      </p>
    </Panel>
  )
}
