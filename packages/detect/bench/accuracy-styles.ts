/** Styles of planted operations, by the dimensions along which real ones differ. */
import type { OperationOptions } from '../src/traffic/options.ts'

export type Style = {
  name: string
  operation: Partial<OperationOptions> & { size: number }
  /** Seconds of the run's window. */
  window: number
}

type Row = [name: string, operation: Style['operation'], window?: number]

const ROWS: Row[] = [
  ['size 5', { size: 5 }],
  ['size 20', { size: 20 }],
  ['size 100', { size: 100 }],
  ['size 500', { size: 500 }],
  ['share 1 %', { size: 20, coordinatedShare: 0.01, actsPerDay: 1 }],
  ['share 10 %', { size: 20, coordinatedShare: 0.1 }],
  ['share 50 %, seldom', { size: 20, coordinatedShare: 0.5, actsPerDay: 0.7 }],
  ['share 100 %', { size: 20, coordinatedShare: 1 }],
  ['jitter 1 s', { size: 20, jitter: 1 }],
  ['jitter 10 min', { size: 20, jitter: 600 }],
  ['jitter 1 h', { size: 20, jitter: 3600 }],
  ['jitter 1 day', { size: 20, jitter: 86_400 }],
  ['jitter 10 min, --window 10m', { size: 20, jitter: 600 }, 600],
  ['jitter 1 h, --window 1h', { size: 20, jitter: 3600 }, 3600],
  ['jitter 1 day, --window 1d', { size: 20, jitter: 86_400 }, 86_400],
  ['camouflage', { size: 20, coordinatedShare: 0.03, actsPerDay: 2 }],
  ['paraphrase 10 %', { size: 20, traces: ['text'], paraphrase: 0.1 }],
  ['paraphrase 25 %', { size: 20, traces: ['text'], paraphrase: 0.25 }],
  ['popular things', { size: 20, popularObjects: 1, traces: ['link', 'hashtag'] }],
  ['relay', { size: 20, style: 'relay', step: 90 }],
  ['relay, 10 min', { size: 10, style: 'relay', step: 600 }],
  ['relay, 10 min, --window 1h', { size: 10, style: 'relay', step: 600 }, 3600],
  ['leader', { size: 20, style: 'leader', jitter: 120 }],
  ['rotating', { size: 40, style: 'rotating', participation: 0.25 }],
  ['rotating, few', { size: 60, style: 'rotating', participation: 0.1 }],
]

export const STYLES: Style[] = ROWS.map(([name, operation, window = 60]) => ({
  name,
  operation,
  window,
}))
