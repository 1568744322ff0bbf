/** A one-line bar on a terminal's error stream, with the time that is likely left; silent elsewhere. */
import type { Progress } from '@tocsin/detect'

const WIDTH = 28
const PERIOD = 100

export type ProgressBar = {
  show(progress: Progress): void
  clear(): void
}

export function startProgressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  let drawn = -Infinity
  return {
    show({ phase, fraction, secondsLeft }) {
      if (!stream.isTTY || performance.now() - drawn < PERIOD) return
      drawn = performance.now()
      const full = Math.round(fraction * WIDTH)
      const left = secondsLeft === null ? '' : `, about ${toDuration(secondsLeft)} left`
      stream.write(
        `\r\x1b[2K${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(fraction * 100)} % ${phase}${left}`,
      )
    },
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[2K')
    },
  }
}

function toDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
