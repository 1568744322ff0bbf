import { Button } from '@mantine/core'
import { toLocalTime } from '../words/time.ts'
import { toRange, type Bars } from './brush.ts'
import type { Timeline } from './timeline.ts'

type Props = {
  timeline: Timeline
  bars: Bars | undefined
  onBars: (bars: Bars | undefined) => void
}

/** The range of time for whoever does not draw: where it begins and ends, bar by bar. */
export function TimeBrush({ timeline, bars, onBars }: Props) {
  const count = timeline.counts.length
  if (count < 2) return null
  const { first, end } = bars ?? { first: 0, end: count }
  const { from, to } = toRange(timeline, { first, end })
  const say = (at: number) => toLocalTime(new Date(at).toISOString())
  const choose = (chosen: Bars) =>
    onBars(chosen.first === 0 && chosen.end === count ? undefined : chosen)
  return (
    <div className="time-brush">
      <label>
        <span>From</span>
        <input
          type="range"
          min={0}
          max={count - 1}
          value={first}
          aria-valuetext={say(from)}
          onChange={(event) => {
            const at = event.currentTarget.valueAsNumber
            choose({ first: at, end: Math.max(end, at + 1) })
          }}
        />
      </label>
      <label>
        <span>To</span>
        <input
          type="range"
          min={1}
          max={count}
          value={end}
          aria-valuetext={say(to)}
          onChange={(event) => {
            const at = event.currentTarget.valueAsNumber
            choose({ first: Math.min(first, at - 1), end: at })
          }}
        />
      </label>
      <output>
        {bars ? `${say(from)} to ${say(to)}` : 'All of the time. Draw over the bars to choose.'}
      </output>
      {bars ? (
        <Button variant="default" size="xs" onClick={() => onBars(undefined)}>
          All of the time
        </Button>
      ) : null}
    </div>
  )
}
