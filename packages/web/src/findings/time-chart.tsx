import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { describeTimeline, toTicks, type Timeline } from './timeline.ts'

/** Posts in step over time, as bars; the sentence below says the same in words. */
export function TimeChart(props: { timeline: Timeline }) {
  const { timeline } = props
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  useEffect(() => {
    const target = box.current
    if (!target) return undefined
    const chart = drawBars(target, timeline)
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: target.clientWidth, height: HEIGHT }),
    )
    observer.observe(target)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [timeline, scheme])
  return (
    <>
      <div ref={box} aria-hidden="true" />
      <p className="soft small">{describeTimeline(timeline)}</p>
    </>
  )
}

const HEIGHT = 170

function drawBars(target: HTMLElement, timeline: Timeline): uPlot {
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
  const bars = uPlot.paths.bars?.({ size: [0.9, 60] })
  return new uPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_, __, max) => [0, Math.max(1, max)] } },
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
          ...(bars ? { paths: bars } : {}),
        },
      ],
    },
    [times, [...timeline.counts]],
    target,
  )
}
