import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { toBars, type Bars } from './brush.ts'
import { TimeBrush } from './time-brush.tsx'
import { describeTimeline, toTicks, type Timeline } from './timeline.ts'

type Props = {
  timeline: Timeline
  /** The bars that a range was chosen by; undefined is all of the time. */
  bars: Bars | undefined
  onBars: (bars: Bars | undefined) => void
}

/** Posts in step over time, as bars; the sentence below says the same in words. */
export function TimeChart(props: Props) {
  const { timeline, bars } = props
  const onBars = useRef(props.onBars)
  useEffect(() => {
    onBars.current = props.onBars
  })
  const drawn = useRef<uPlot>(undefined)
  const latest = useRef(bars)
  useEffect(() => {
    latest.current = bars
  })
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  useEffect(() => {
    const target = box.current
    if (!target) return undefined
    const chart = drawBars(target, timeline, (chosen) => onBars.current(chosen))
    drawn.current = chart
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: target.clientWidth, height: HEIGHT })
      mark(chart, timeline, latest.current)
    })
    observer.observe(target)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [timeline, scheme])
  useEffect(() => {
    if (drawn.current) mark(drawn.current, timeline, bars)
  }, [timeline, scheme, bars])
  return (
    <>
      <div ref={box} className="time-chart" aria-hidden="true" />
      <TimeBrush timeline={timeline} bars={bars} onBars={props.onBars} />
      <p className="soft small">{describeTimeline(timeline)}</p>
    </>
  )
}

const HEIGHT = 170

/** Shows which bars are chosen. */
function mark(chart: uPlot, { from, binSeconds }: Timeline, bars: Bars | undefined): void {
  const start = Date.parse(from) / 1000
  const edge = (place: number) => chart.valToPos(start + place * binSeconds, 'x')
  const left = bars ? edge(bars.first) : 0
  const width = bars ? edge(bars.end) - left : 0
  chart.setSelect({ left, width, top: 0, height: chart.over.clientHeight }, false)
}

function drawBars(
  target: HTMLElement,
  timeline: Timeline,
  onBars: (bars: Bars | undefined) => void,
): uPlot {
  const style = getComputedStyle(target)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const start = Date.parse(timeline.from) / 1000
  const times = timeline.counts.map((_, index) => start + index * timeline.binSeconds)
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line') },
    font: `12px ${style.fontFamily}`,
  }
  const end = start + timeline.counts.length * timeline.binSeconds
  // A bar stands from where its time begins to where it ends.
  const paths = uPlot.paths.bars?.({ size: [0.96, Infinity], align: 1 })
  return new uPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { x: false, y: false, points: { show: false }, drag: { x: true, setScale: false } },
      hooks: {
        setSelect: [
          ({ select, posToVal }) => {
            // A press alone takes the range away.
            if (select.width < 3) onBars(undefined)
            else
              onBars(
                toBars(
                  timeline,
                  posToVal(select.left, 'x'),
                  posToVal(select.left + select.width, 'x'),
                ),
              )
          },
        ],
      },
      scales: {
        x: { range: () => [start, end] },
        y: { range: (_, __, max) => [0, Math.max(1, max)] },
      },
      axes: [
        { ...axis, size: 50, values: (_, splits) => toTicks(splits) },
        { ...axis, size: 46 },
      ],
      series: [
        {},
        {
          fill: colour('--accent'),
          width: 0,
          points: { show: false },
          ...(paths ? { paths } : {}),
        },
      ],
    },
    [times, [...timeline.counts]],
    target,
  )
}
