/** In what two people's states of one draft differ, in a few words. Pure. */
import {
  composedKey,
  type Audience,
  type AudienceDraft,
  type Composition,
  type TemplateDraft,
} from '@tocsin/api'
import { beginningOf } from '../texts/beginning.ts'

/** What `theirs` has that `mine` has not, and the other way round. */
export function differences(mine: Composition, theirs: Composition): string {
  const own = new Set(mine.items.map(composedKey))
  const other = new Set(theirs.items.map(composedKey))
  const more = theirs.items.filter((item) => !own.has(composedKey(item)))
  const fewer = mine.items.filter((item) => !other.has(composedKey(item)))
  const parts = [
    ...(mine.title === theirs.title ? [] : [`the title is “${theirs.title}”`]),
    ...(mine.words === theirs.words ? [] : ['other words']),
    ...(mine.lookFor === theirs.lookFor
      ? []
      : [theirs.lookFor ? 'with indicators' : 'without indicators']),
    ...(isSame(mine.attribution, theirs.attribution) ? [] : ['another attribution']),
    ...((mine.advice ?? '') === (theirs.advice ?? '') ? [] : ['other advice']),
    ...(isSame(mine.clocks, theirs.clocks) ? [] : ['other times until which a part holds']),
    ...(more.length === 0 ? [] : [`${more.length} more (${some(more)})`]),
    ...(fewer.length === 0 ? [] : [`${fewer.length} fewer (${some(fewer)})`]),
  ]
  return parts.length > 0 ? parts.join('; ') : 'in nothing that is shared'
}

/** In what two people's states of one template differ, as `theirs` has it. */
export function templateDifferences(mine: TemplateDraft, theirs: TemplateDraft): string {
  const parts = [
    ...(mine.name.trim() === theirs.name.trim() ? [] : [`it is called “${theirs.name.trim()}”`]),
    ...(mine.title === theirs.title ? [] : [`the title is “${theirs.title}”`]),
    ...(mine.words === theirs.words ? [] : ['other words']),
    ...(mine.advice === theirs.advice ? [] : ['other advice']),
    ...(mine.lookFor === theirs.lookFor
      ? []
      : [theirs.lookFor ? 'with indicators' : 'without indicators']),
    ...(mine.audienceId === theirs.audienceId
      ? []
      : [theirs.audienceId === undefined ? 'no audience' : 'another audience']),
    ...(mine.tlp === theirs.tlp && mine.pap === theirs.pap ? [] : ['another marking']),
    ...(mine.purpose === theirs.purpose ? [] : ['another purpose']),
    ...(isSame(mine.authority, theirs.authority) ? [] : ['another authority']),
    ...(mine.nexus === theirs.nexus ? [] : ['another kind of foreign nexus']),
  ]
  return parts.length > 0 ? parts.join('; ') : 'in nothing'
}

/** In what two people's states of one audience differ, as `theirs` has it. */
export function audienceDifferences(mine: AudienceDraft, theirs: Audience): string {
  const whom = theirs.names ? theirs.named.map(({ name }) => name).join(', ') : 'all of the group'
  const isSameWhom =
    theirs.gone === 0 && isSame(mine.named.toSorted(), theirs.named.map(({ id }) => id).toSorted())
  const parts = [
    ...(mine.name.trim() === theirs.name ? [] : [`it is called “${theirs.name}”`]),
    ...(mine.groupId === theirs.group.id ? [] : [`of the group ${theirs.group.name}`]),
    ...(isSameWhom ? [] : [`it is ${whom || 'nobody who is still in the group'}`]),
  ]
  return parts.length > 0 ? parts.join('; ') : 'in nothing'
}

function isSame(mine: object | undefined, theirs: object | undefined): boolean {
  const said = (one: object = {}) => JSON.stringify(Object.entries(one).sort())
  return said(mine) === said(theirs)
}

function some(items: readonly { value: string }[]): string {
  const named = items.slice(0, 3).map(({ value }) => beginningOf(value, 80))
  return items.length > 3 ? `${named.join(', ')}, …` : named.join(', ')
}
