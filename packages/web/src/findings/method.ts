/** A method as it comes with a release, read out of objects of others: bounded, and nothing taken on trust. Pure. */
import { METHOD_BOUNDS, METHOD_EXTENSION, type DetectorMethod } from '@tocsin/api'
import { possibleTraces, TRACE_CHOICES, type Mapping, type Settings } from './activity.ts'

/** The first method among objects; `unknown` where one is there in a form that is not known here. */
export function readMethod(objects: readonly unknown[]): DetectorMethod | 'unknown' | undefined {
  for (const object of objects as { type?: unknown; extensions?: unknown; revoked?: unknown }[]) {
    if (object.type !== 'note' || object.revoked === true) continue
    const said = (object.extensions as Record<string, unknown> | undefined)?.[METHOD_EXTENSION]
    if (said !== undefined) return toMethod(said) ?? 'unknown'
  }
  return undefined
}

function toMethod(said: unknown): DetectorMethod | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const { detector, version, traces, window, min } = said as Record<string, unknown>
  if (detector !== 'coordination' || version !== 1) return undefined
  if (traces !== undefined && !isTraces(traces)) return undefined
  const isWindow = typeof window === 'number' && window > 0 && window <= METHOD_BOUNDS.window
  const isMin = Number.isInteger(min) && Number(min) >= 1 && Number(min) <= METHOD_BOUNDS.min
  if ((window !== undefined && !isWindow) || (min !== undefined && !isMin)) return undefined
  return {
    detector,
    version,
    ...(traces === undefined ? {} : { traces: traces as string[] }),
    ...(window === undefined ? {} : { window: window as number }),
    ...(min === undefined ? {} : { min: min as number }),
  }
}

function isTraces(traces: unknown): boolean {
  return (
    Array.isArray(traces) &&
    traces.length >= 1 &&
    traces.length <= METHOD_BOUNDS.traces &&
    traces.every(
      (one) =>
        typeof one === 'string' &&
        /^[a-z][a-z-]*$/.test(one) &&
        one.length <= METHOD_BOUNDS.traceLength,
    )
  )
}

/** What a form of a run begins with: what the method does not look at is refused. */
export function toSettings({ traces, window, min }: DetectorMethod): Settings {
  const refused =
    traces === undefined
      ? []
      : TRACE_CHOICES.map(({ trace }) => trace).filter((one) => !traces.includes(one))
  return {
    refused: new Set(refused),
    seconds: window === undefined ? '' : String(window),
    min: min === undefined ? '' : String(min),
  }
}

/** Of what the method looks at what cannot be looked at in a file with these columns. */
export function missingTraces({ traces = [] }: DetectorMethod, mapping: Mapping): string[] {
  const possible = new Set(possibleTraces(mapping).map(({ trace }) => trace))
  return traces.filter((one) => !possible.has(one))
}
