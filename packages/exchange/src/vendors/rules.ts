import type { RunEdit, VendorEdit } from '@tocsin/api'
import { isSameMailbox } from '@tocsin/api'
import { faultOfReach } from '../offices/reach.ts'

export type EditFault = { list: 'vendors' | 'runs'; row: number; message: string }

/** What is to stand on file, places by their ids. */
export type VendorEdits = { vendors: VendorEdit[]; runs: RunEdit[] }

/** Vendors by name in small letters, as their name is unique. */
export function keyOf(name: string): string {
  return name.trim().toLowerCase()
}

/** One run: a place, a system of a vendor, and the day since which. */
function runKey({ place, vendor, kind, system, version = '', since }: RunEdit): string {
  return JSON.stringify([place, keyOf(vendor), kind, system.trim(), version.trim(), since])
}

/** Places as a list may name them, in small letters, to ids; none where a name stands for two. */
export function toPlaceNames(
  places: Iterable<{ id: string; ocdId: string; fullName: string }>,
): ReadonlyMap<string, string | undefined> {
  const names = new Map<string, string | undefined>()
  for (const { id, ocdId, fullName } of places) {
    for (const name of new Set([id.toLowerCase(), ocdId.toLowerCase(), fullName.toLowerCase()]))
      names.set(name, names.has(name) ? undefined : id)
  }
  return names
}

/** Puts ids in the place of names and finds what is wrong with each row; all rows are looked at. */
export function readEdits(
  edits: VendorEdits,
  names: ReadonlyMap<string, string | undefined>,
  languages: readonly string[],
): { edits: VendorEdits; faults: EditFault[] } {
  const faults: EditFault[] = []
  const seen = new Map<string, number>()
  const runs = edits.runs.map((run, row) => {
    const name = run.place.trim().toLowerCase()
    const place = names.get(name)
    const said = { ...run, vendor: run.vendor.trim(), system: run.system.trim() }
    const read = { ...said, place: place ?? run.place }
    const key = runKey(read)
    const message =
      place === undefined
        ? names.has(name)
          ? `two places are called ${run.place}: give its code`
          : `no place ${run.place} is on file`
        : faultOf(read, seen.get(key))
    if (message) faults.push({ list: 'runs', row, message })
    if (!seen.has(key)) seen.set(key, row)
    return read
  })
  return {
    edits: { vendors: edits.vendors, runs },
    faults: [...vendorFaults(edits.vendors, languages), ...faults],
  }
}

function faultOf({ since, until }: RunEdit, before: number | undefined): string | undefined {
  if (before !== undefined)
    return `the same place, system and day stand there twice, first in row ${before + 1}`
  if (!isDay(since)) return `${since} is no day`
  if (until !== undefined && !isDay(until)) return `${until} is no day`
  if (until !== undefined && until <= since) return 'it ends before it begins'
  return undefined
}

/** Whether the calendar has this day; 30 February is none, and no year is 0. */
function isDay(day: string): boolean {
  if (day.startsWith('0000')) return false
  const at = new Date(`${day}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

function vendorFaults(vendors: readonly VendorEdit[], languages: readonly string[]): EditFault[] {
  const seen = new Set<string>()
  return vendors.flatMap((vendor, row): EditFault[] => {
    const fault = (message: string): EditFault => ({ list: 'vendors', row, message })
    const keys = [keyOf(vendor.name), ...(vendor.id === undefined ? [] : [`id ${vendor.id}`])]
    const isTwice = keys.some((key) => seen.has(key))
    for (const key of keys) seen.add(key)
    const { contacts } = vendor
    const twin = contacts.findIndex(({ email }, at) =>
      contacts.slice(0, at).some((other) => isSameMailbox(other.email, email)),
    )
    const unreached = contacts.map((one) => faultOfReach(one, false))
    const at = unreached.findIndex((one) => one !== undefined)
    const foreign = contacts.find(({ language }) => !languages.includes(language))
    return [
      ...(isTwice ? [fault('this vendor stands there twice')] : []),
      ...(twin >= 0 ? [fault(`contact ${twin + 1} has the mailbox of one before it`)] : []),
      ...(at >= 0 ? [fault(`contact ${at + 1}: ${unreached[at]}`)] : []),
      ...(foreign
        ? [fault(`language ${foreign.language}: offices here read ${languages.join(', ')}`)]
        : []),
    ]
  })
}
