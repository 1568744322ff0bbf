/** The time line of a finding as a small drawing with a title that says the same. */
import type { Timeline } from '../coordination/network-finding.ts'
import { markup, type Markup } from './markup.ts'
import { toCount, toMinute } from './words.ts'

const WIDTH = 720
const HEIGHT = 90

export function timelineChart({ from, binSeconds, counts }: Timeline): Markup {
  const most = Math.max(1, ...counts)
  const step = WIDTH / counts.length
  const bars = counts.flatMap((count, k) => {
    if (count === 0) return []
    const height = Math.max(1, (count / most) * HEIGHT)
    return markup`<rect x="${(k * step).toFixed(2)}" y="${(HEIGHT - height).toFixed(2)}" width="${Math.max(0.8, step * 0.9).toFixed(2)}" height="${height.toFixed(2)}"/>`
  })
  const end = new Date(Date.parse(from) + counts.length * binSeconds * 1000).toISOString()
  const sum = counts.reduce((all, count) => all + count, 0)
  const title = `${toCount(sum)} acts in step from ${toMinute(from)} to ${toMinute(end)} UTC, at most ${toCount(most)} in ${toSpan(binSeconds)}.`
  return markup`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" preserveAspectRatio="none">${bars}</svg><figcaption>${title}</figcaption></figure>
`
}

function toSpan(seconds: number): string {
  if (seconds >= 86_400) return `${seconds / 86_400} d`
  if (seconds >= 3600) return `${seconds / 3600} h`
  return `${seconds / 60} min`
}
