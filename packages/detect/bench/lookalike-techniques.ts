/** Ways to imitate a name, for the benchmark: each makes one name, or none where it does not apply. */
import type { Random } from '../src/random/random.ts'

type Imitate = (name: string, random: Random) => string | null

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const SUFFIXES = 'com org net us info co online site top vote live'.split(' ')
const LURES = 'login secure verify account update support portal official results register'.split(
  ' ',
)
const HOSTS = 'github.io vercel.app netlify.app web.app pages.dev'.split(' ')
const OFFICE = /votes|vote|voters|elections|election|clerk|circuit|county|of/g
const EYE: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', m: 'rn', w: 'vv' }
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  i: 'і',
}

const pick = <T>(list: ArrayLike<T>, random: Random): T =>
  list[Math.floor(random.float() * list.length)]!
const labelOf = (name: string): string => name.slice(0, name.indexOf('.'))

/** An imitation of the label alone, under a suffix. */
function ofLabel(change: (label: string, random: Random) => string | null): Imitate {
  return (name, random) => {
    const label = change(labelOf(name), random)
    return label === null || label === labelOf(name) ? null : `${label}.${pick(SUFFIXES, random)}`
  }
}

/** A change of one letter at a place where it can be made. */
function atLetter(change: (label: string, at: number, random: Random) => string): Imitate {
  return ofLabel((label, random) =>
    change(label, Math.floor(random.float() * label.length), random),
  )
}

function ofPlace(make: (place: string) => string): Imitate {
  return ofLabel((label) => {
    const place = label.replaceAll(OFFICE, '')
    return place === label || place.length < 5 ? null : make(place)
  })
}

function byTable(table: Readonly<Record<string, string>>): Imitate {
  return ofLabel((label, random) => {
    const places = [...label].flatMap((letter, at) => (letter in table ? [at] : []))
    if (places.length === 0) return null
    const at = pick(places, random)
    return label.slice(0, at) + table[label[at]!]! + label.slice(at + 1)
  })
}

export const TECHNIQUES: Readonly<Record<string, Imitate>> = {
  'suffix swap': (name, random) => `${labelOf(name)}.${pick(SUFFIXES, random)}`,
  omission: atLetter((label, at) => label.slice(0, at) + label.slice(at + 1)),
  repetition: atLetter((label, at) => label.slice(0, at + 1) + label.slice(at)),
  insertion: atLetter(
    (label, at, random) => label.slice(0, at) + pick(LETTERS, random) + label.slice(at),
  ),
  replacement: atLetter(
    (label, at, random) => label.slice(0, at) + pick(LETTERS, random) + label.slice(at + 1),
  ),
  transposition: atLetter((label, at) =>
    at === 0 ? label : label.slice(0, at - 1) + label[at]! + label[at - 1]! + label.slice(at + 1),
  ),
  hyphenation: atLetter((label, at) =>
    at === 0 ? label : `${label.slice(0, at)}-${label.slice(at)}`,
  ),
  'letters alike': byTable(EYE),
  homograph: (name, random) => {
    const made = byTable(CYRILLIC)(name, random)
    return made === null ? null : new URL(`http://${made}`).hostname
  },
  'word behind': ofLabel((label, random) => `${label}-${pick(LURES, random)}`),
  'word before': ofLabel((label, random) => `${pick(LURES, random)}${label}`),
  'word and edit': ofLabel((label, random) => {
    const at = 1 + Math.floor(random.float() * (label.length - 1))
    return `${label.slice(0, at)}${label.slice(at + 1)}-${pick(LURES, random)}`
  }),
  'suffix as label': (name, random) => `${name}.account-check.${pick(SUFFIXES, random)}`,
  'suffix by dash': (name, random) => `${name.replace('.', '-')}.${pick(SUFFIXES, random)}`,
  'shared host': (name, random) => `${labelOf(name)}.${pick(HOSTS, random)}`,
  'vote and place': ofPlace((place) => `vote-${place}`),
  'place and elections': ofPlace((place) => `${place}elections`),
}
