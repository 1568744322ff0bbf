/** By which words whoever holds a role is named. Pure. */
import { asWritten } from '../texts/mapped.ts'
import { findLikely } from './likely.ts'

/**
 * Names of a role holder: those that the title on file has, and the role with its place, in the orders in which they are said.
 * A role without its place names nobody, and is left out.
 */
export function namesOfHolder(title: string, place: string): string[] {
  const named = [...findLikely(asWritten(title))].map(({ 0: name }) => name)
  const role = named
    .reduce((rest, name) => rest.replace(name, ' '), title)
    .replace(new RegExp(literal(place), 'giu'), ' ')
    .replaceAll(/[,;:()/–—-]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (role === '' || place.trim() === '') return named
  // “Example County clerk” says the kind of the place once.
  const kind = place.split(' ').at(-1)!
  const bare = role.replace(new RegExp(String.raw`^${literal(kind)}\s`, 'iu'), '')
  return [
    ...new Set([
      ...named,
      ...[role, bare].flatMap((one) => [
        `${one} ${place}`,
        `${place} ${one}`,
        `${place}'s ${one}`,
        `${one} of ${place}`,
        `${one} for ${place}`,
        `${one} in ${place}`,
      ]),
    ]),
  ]
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}
