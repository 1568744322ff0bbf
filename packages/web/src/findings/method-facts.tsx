import type { DetectorMethod } from '@tocsin/api'
import { Facts } from '../ui/page.tsx'
import { timingName, traceName } from './activity.ts'

/** A method in words. */
export function MethodFacts({ method: { traces, window, min } }: { method: DetectorMethod }) {
  return (
    <Facts
      rows={[
        ['Detector', 'networks of accounts that act together'],
        [
          'Looks at',
          traces === undefined
            ? 'what the detector looks for by itself'
            : traces.map(traceName).join(', '),
        ],
        ['Judges', timingName(window)],
        ['Pairs', min === undefined ? 'the detector’s own strength' : `at least ${min} times`],
      ]}
    />
  )
}
