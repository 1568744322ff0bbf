/** What was received as headings and lists for paper, in the order in which somebody is briefed; bounded, what is left out counted. Pure. */
import {
  countOf,
  toUtc,
  type Attribution,
  type Received,
  type ReceivedNote,
  type ReceivedThing,
} from '@tocsin/api'
import { toLine } from '../pdf/line.ts'
import type { PaperPart } from '../pdf/paper.ts'
import { toSentences } from './attribution.ts'

/** So much of each stands on paper. */
const MOST = { things: 200, notes: 12, lines: 20, subjects: 20 }
/** Of a description. */
const PROSE = 2000

/** The facts: what it is about, how it stands by its sender's word, what to look for, which accounts, what the sender says of it. */
export function factsOf(received: Received, from: string): PaperPart[] {
  const { indicators, things, accounts, notes } = received
  const named = accounts.map(({ login, platform, words }) =>
    toLine([login, platform && `on ${platform}`, words].filter(Boolean).join('; ')),
  )
  return [
    about(received, from),
    ...notes.slice(0, MOST.notes).map(noteOf),
    seen(received),
    list('Indicators, to look for', indicators.map(thingLine), 'indicator'),
    list('Domains, links, addresses and files', things.map(thingLine), 'thing'),
    {
      ...list('Accounts', named, 'account'),
      texts: accounts.length > 0 ? [accountWords(received, from)] : [],
    },
    rest(received),
  ].filter(isSaid)
}

/** Who is held to be behind it, likelihood and confidence each in a sentence of its own. */
export function attributionPart(claim: Attribution, from: string): PaperPart {
  return {
    heading: 'Who is held to be behind it',
    texts: [
      `This is a judgement of ${from}, not a fact.`,
      ...toSentences(claim)
        .split('\n\n')
        .map((one) => toLine(one, PROSE)),
    ],
  }
}

/** What the sender advises, in objects of that kind and in the notes that are its advice; that it advises nothing is said. */
export function advicePart(
  { advice }: Received,
  from: string,
  notes: readonly ReceivedNote[] = [],
): PaperPart {
  const lines = [
    ...advice.map(({ value, words }) => [value, ...words].join('. ')),
    ...notes.flatMap((note) => note.lines),
  ]
  if (lines.length === 0)
    return { heading: 'Advice', texts: [`${from} gives no advice with it.`], list: [] }
  return list(
    'Advice',
    lines.map((line) => toLine(line, PROSE)),
    'advice',
  )
}

function about(received: Received, from: string): PaperPart {
  const { verdict, subjects, techniques } = received
  const named = techniques.map(({ value, words }) => [value, ...words].join(', '))
  return {
    heading: 'What is said',
    texts: [
      ...(verdict === undefined ? [] : [`How it stands, by the word of ${from}: ${toLine(verdict)}.`]), // prettier-ignore
      ...subjects.slice(0, MOST.subjects).map(({ title, words, confidence }) => {
        const said = words && words !== title ? `${title}: ${words}` : title
        const sure = confidence === undefined ? '' : ` (${from} is sure to ${confidence} of 100.)`
        return `${toLine(said, PROSE)}${sure}`
      }),
      ...left(subjects.length - MOST.subjects, 'subject'),
      ...(named.length > 0 ? [toLine(`Looks like: ${named.join('; ')}.`, PROSE)] : []),
    ],
  }
}

function thingLine({ kind, value, words, until }: ReceivedThing): string {
  const said = words.filter((one) => one !== value)
  const holds = until ? `holds until ${toUtc(until)}` : ''
  return toLine([`${kind}: ${value}`, ...said, holds].filter(Boolean).join('; '))
}

function accountWords({ accounts, pairs }: Received, from: string): string {
  const tied = pairs.length > 0 ? `${from} ties ${countOf(pairs.length, 'pair')} of them. ` : ''
  const shown = Math.min(accounts.length, MOST.things)
  const beyond = accounts.length - shown
  const rows =
    beyond > 0
      ? `${shown} of ${countOf(accounts.length, 'account')} are on these pages; the STIX objects of the release have all. `
      : ''
  return `${rows}${tied}That an account is listed does not say that it is false, nor whose it is.`
}

function seen({ sighted }: Received): PaperPart {
  const times = sighted.reduce((sum, one) => sum + one.times, 0)
  const firsts = sighted.map(({ first }) => first).filter(Boolean).toSorted() // prettier-ignore
  const lasts = sighted.map(({ last }) => last).filter(Boolean).toSorted() // prettier-ignore
  const span =
    firsts[0] && lasts.at(-1) ? `, from ${toUtc(firsts[0])} to ${toUtc(lasts.at(-1)!)}` : ''
  const texts =
    sighted.length > 0
      ? [`${countOf(sighted.length, 'observation')}, seen ${countOf(times, 'time')} in all${span}.`]
      : []
  return { heading: 'When it was seen', texts }
}

function noteOf({ title, lines }: ReceivedNote): PaperPart {
  const shown = lines.slice(0, MOST.lines).map((line) => toLine(line, PROSE))
  const texts = left(lines.length - shown.length, 'line')
  return { heading: toLine(title), texts, list: shown }
}

/** What these pages have no place for. */
function rest({ rest: others, notes }: Received): PaperPart {
  const more = notes.length - MOST.notes
  const counted = [
    ...others.map(([type, count]) => `${count.toLocaleString('en')} of type ${toLine(type)}`),
    ...(more > 0 ? [countOf(more, 'more note')] : []),
  ]
  const texts =
    counted.length > 0
      ? [`Among the STIX objects of the release, not on these pages: ${counted.join(', ')}.`]
      : []
  return { heading: 'What else it holds', texts }
}

function list(heading: string, items: readonly string[], one: string): PaperPart {
  const shown = items.slice(0, MOST.things)
  return { heading, texts: left(items.length - shown.length, one), list: shown }
}

function left(count: number, one: string): string[] {
  if (count <= 0) return []
  return [`${countOf(count, `more ${one}`)} not on these pages: the STIX objects of the release have ${count === 1 ? 'it' : 'them'}.`] // prettier-ignore
}

function isSaid({ texts, list: items = [] }: PaperPart): boolean {
  return texts.length + items.length > 0
}
