/** Public notices as a feed: Atom (RFC 4287), pages by RFC 5005. Pure. */
import type { Bulletin, NoticeText } from '@tocsin/api'
import { escapeXml } from '../texts/xml.ts'

type Words = {
  exercise: string
  corrected: string
  allClear: string
  correction: string
  wrong: string
  context: string
  entry: string
  became: (isClear: boolean, isPart: boolean, at: string) => string
}

/** Words of ours, in the language of the text that they stand beside. */
const WORDS: Record<string, Words> = {
  en: {
    exercise: 'EXERCISE: ',
    corrected: 'CORRECTED OR CLEARED: ',
    allClear: 'ALL CLEAR: ',
    correction: 'CORRECTION: ',
    wrong: 'What was wrong: ',
    context: 'What this does not mean',
    entry: 'Log entry',
    became: (isClear, isPart, at) =>
      `${isClear ? 'All clear' : 'Corrected'}${isPart ? ' for some places' : ''} at ${at}`,
  },
  es: {
    exercise: 'SIMULACRO: ',
    corrected: 'CORREGIDO O CON FIN DE ALERTA: ',
    allClear: 'FIN DE ALERTA: ',
    correction: 'CORRECCIÓN: ',
    wrong: 'Qué era falso: ',
    context: 'Lo que esto no significa',
    entry: 'Entrada del registro',
    became: (isClear, isPart, at) =>
      `${isClear ? 'Fin de alerta' : 'Corregido'}${isPart ? ' para algunos lugares' : ''}, ${at}`,
  },
  fr: {
    exercise: 'EXERCICE : ',
    corrected: 'CORRIGÉ OU LEVÉ : ',
    allClear: 'FIN D’ALERTE : ',
    correction: 'CORRECTION : ',
    wrong: 'Ce qui était faux : ',
    context: 'Ce que cela ne veut pas dire',
    entry: 'Entrée du journal',
    became: (isClear, isPart, at) =>
      `${isClear ? 'Fin d’alerte' : 'Corrigé'}${isPart ? ' pour certains lieux' : ''}, ${at}`,
  },
}

export type FeedFacts = {
  name: string
  origin: string
  now: Date
  /** The page that was asked for, and the one after it, as `after` names them. */
  after?: string | undefined
  next?: string | undefined
}

/** A page of the feed. Each notice links to its public page, to its alert for machines, and to what corrected it. */
export function toFeed(items: readonly Bulletin[], facts: FeedFacts): string {
  const { name, origin, now, after, next } = facts
  const feed = `${origin}/api/bulletins/feed`
  const at = (page: string) => escapeXml(`${feed}?after=${page}`)
  const updated = items.map(changedAt).toSorted().at(-1) ?? now.toISOString()
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(feed)}</id>
<title>${escapeXml(`${name}: public notices to election offices`)}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${after === undefined ? escapeXml(feed) : at(after)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(`${origin}/bulletins`)}"/>
${next === undefined ? '' : `<link rel="next" type="application/atom+xml" href="${at(next)}"/>\n`}${items.map((one) => toEntry(one, origin)).join('\n')}
</feed>
`
}

function toEntry(one: Bulletin, origin: string): string {
  const text = one.texts[one.mainLanguage]!
  const words = WORDS[one.mainLanguage] ?? WORDS['en']!
  const marks = [...(one.exercise ? [words.exercise] : []), ...toMarks(one, words)]
  return `<entry>
<id>urn:uuid:${one.id}</id>
<title>${escapeXml(`${marks.join('')}${text.subject}`)}</title>
<published>${one.sentAt}</published>
<updated>${changedAt(one)}</updated>
<author><name>${escapeXml(one.from)}</name></author>
<category term="${one.kind}"/>
<link rel="alternate" type="text/html" href="${escapeXml(`${origin}/bulletins/${one.id}`)}"/>
<link rel="related" type="application/cap+xml" href="${escapeXml(`${origin}/api/bulletins/entries/${one.id}/cap`)}"/>
<content type="text" xml:lang="${escapeXml(one.mainLanguage)}">${escapeXml(toContent(one, { text, words, origin }))}</content>
</entry>`
}

function toMarks({ kind, corrects, correctedBy }: Bulletin, words: Words): string[] {
  return [
    ...(correctedBy?.some(({ isPart }) => !isPart) ? [words.corrected] : []),
    ...(corrects ? [kind === 'all-clear' ? words.allClear : words.correction] : []),
  ]
}

function toContent(
  { correctedBy = [], logIndex }: Bulletin,
  { text, words, origin }: { text: NoticeText; words: Words; origin: string },
): string {
  const since = correctedBy.map(
    ({ id, kind, at, isPart }) =>
      `${words.became(kind === 'all-clear', isPart, at)}: ${origin}/bulletins/${id}`,
  )
  return [
    ...since,
    ...(text.wrong ? [`${words.wrong}${text.wrong}`] : []),
    text.what,
    text.howSure,
    ...(text.context ? [`${words.context}: ${text.context}`] : []),
    text.actions.map((action, at) => `${at + 1}. ${action}`).join('\n'),
    text.whoToCall,
    `${words.entry} ${logIndex}`,
  ].join('\n\n')
}

/** When it last changed: it can be corrected and cleared. */
function changedAt({ sentAt, correctedBy = [] }: Bulletin): string {
  return [sentAt, ...correctedBy.map(({ at }) => at)].toSorted().at(-1)!
}
