/** Incidents as an exchange gave them, counted again from the entries that they name: pure. */
import { INCIDENT_STEPS, SIGHTING_KINDS, type Places, type ReportIncident } from '@tocsin/api'
import { eachPlace, measure } from './incidents.ts'

/** What an entry of a log says in the open. */
export type Said = { kind: string; time: string }

const REACHED = ['delivery.sent', ...INCIDENT_STEPS.told]

/**
 * An incident by the log alone: times and numbers of its steps follow from the entries that it names. Which entries belong together, and how many
 * offices there were or were reached, stays as given: the log does not say it. Throws a `RangeError` that names what the log says otherwise.
 */
export function recount(
  given: ReportIncident,
  saidIn: (entry: number) => Said | undefined,
  { from, to }: { from: string; to: string },
): ReportIncident {
  const timeOf = (entry: number) => saidIn(entry)!.time
  const check = (places: Places, kinds: readonly string[], what: string, since = '') => {
    for (const entry of eachPlace(places)) {
      const said = saidIn(entry)
      if (!said || !kinds.includes(said.kind) || said.time < since || said.time >= to)
        throw new RangeError(
          `entry ${entry} is given as ${what}; the log has ${said ? `${said.kind} at ${said.time}` : 'no such entry'} there`,
        )
    }
  }
  const { notices, sighting, reached, steps } = given
  check(notices, ['notice.sent'], 'a notice of the period', from)
  const sent = notices[0]?.[0] ?? -1
  if (sighting) {
    check([[sighting.entry, sighting.entry]], SIGHTING_KINDS[sighting.by], 'a first sighting')
    if (sighting.entry >= sent)
      throw new RangeError(`entry ${sighting.entry} is given as a first sighting; it came later`)
  }
  check(reached.entries, REACHED, 'an office that was reached')
  return {
    ...given,
    sentAt: timeOf(sent),
    ...(sighting ? { sighting: { ...sighting, at: timeOf(sighting.entry) } } : {}),
    steps: steps.map(({ step, entries }) => {
      check(entries, INCIDENT_STEPS[step], `an office that ${step === 'told' ? 'was told' : step}`)
      const minutes = measure(sighting && timeOf(sighting.entry), entries, timeOf)
      const offices = eachPlace(entries).length
      return { step, offices, entries, ...(minutes ? { minutes } : {}) }
    }),
  }
}
