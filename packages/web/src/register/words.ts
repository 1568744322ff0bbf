import type { RegisterEntry } from '@tocsin/api'
import { KIND_NAMES } from '../words/names.ts'

/** Which kinds of receiver, and how many of each as far as it is told. */
export function describeReceivers({ receivers }: Pick<RegisterEntry, 'receivers'>): string {
  return receivers
    .map(({ kind, count, fewerThan }) => {
      if (count !== undefined) return `${KIND_NAMES[kind]}: ${count}`
      return fewerThan === undefined
        ? KIND_NAMES[kind]
        : `${KIND_NAMES[kind]}: fewer than ${fewerThan}`
    })
    .join('; ')
}

/** Whether the words of an entry can be read, or from which day (UTC) on. */
export function describeText({ text, textFrom }: Pick<RegisterEntry, 'text' | 'textFrom'>): string {
  return text === undefined ? `Not shown; public from ${textFrom.slice(0, 10)}` : 'Public'
}
