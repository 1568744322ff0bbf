/**
 * A notice as an alert of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010). Pure. What we do not know, urgency, severity and
 * certainty as that standard grades them, is `Unknown`.
 */
import type { NoticeKind, NoticeTexts, Tlp } from '@tocsin/api'
import { mailWords, writeTime } from '../notices/mail-words.ts'
import { escapeXml } from '../texts/xml.ts'

type CapNotice = {
  id: string
  kind: NoticeKind
  sentAt: Date
  tlp: Tlp
  from: string
  texts: NoticeTexts
  logIndex: number
  /** Up to when its sender knew that its places are not hit, where that is what it says. */
  knownAt?: Date | undefined
}

export type CapFacts = {
  notice: CapNotice
  /** Where the exchange is found: names the sender of each alert. */
  origin: string
  exercise: boolean
  isPublic: boolean
  /** What it corrects or clears, with what that corrected, oldest first. */
  earlier: readonly { id: string; sentAt: Date }[]
  /** It corrects or clears for some of the offices alone. */
  isPart: boolean
  /** Where it applies, each with its Open Civic Data id; at least one. */
  areas: readonly { name: string; ocdId: string }[]
  /** The page that shows it. */
  page: string
}

type Words = {
  event: string
  howSure: string
  wrong: string
  context: string
  /** That the places are not known to be hit, as of a time in UTC. */
  notHit: (from: string, at: string) => string
}

/** Words of ours, in the language of the text that they stand beside. */
const WORDS: Record<string, Words> = {
  en: {
    event: 'Election security',
    howSure: 'How sure we are',
    wrong: 'What was wrong',
    context: 'What this does not mean',
    notHit: (from, at) =>
      `As of ${at} UTC and as far as ${from} knows, the places of this alert are not among the places that were hit. It does not prove that nothing happened there: ${from} does not see everything, and more may come to light.`,
  },
  es: {
    event: 'Seguridad electoral',
    howSure: 'Qué tan seguros estamos',
    wrong: 'Qué era falso',
    context: 'Lo que esto no significa',
    notHit: (from, at) =>
      `Al ${at} UTC y hasta donde sabe ${from}, los lugares de esta alerta no están entre los lugares afectados. Esto no prueba que allí no haya pasado nada: ${from} no lo ve todo, y puede saberse más.`,
  },
  fr: {
    event: 'Sécurité des élections',
    howSure: 'Ce dont nous sommes sûrs',
    wrong: 'Ce qui était faux',
    context: 'Ce que cela ne veut pas dire',
    notHit: (from, at) =>
      `Au ${at} UTC et à la connaissance de ${from}, les lieux de cette alerte ne font pas partie des lieux touchés. Cela ne prouve pas qu’il ne s’y est rien passé : ${from} ne voit pas tout, et d’autres faits peuvent apparaître.`,
  },
}

/** What a marking allows, as the Traffic Light Protocol 2.0 words it. */
const RESTRICTIONS: Record<Tlp, string> = {
  clear: 'TLP:CLEAR. Recipients can spread this to the world; there is no limit on disclosure.',
  green: 'TLP:GREEN. Limited disclosure: recipients can spread this within their community.',
  amber:
    'TLP:AMBER. Limited disclosure: recipients can only spread this on a need-to-know basis within their organisation and its clients.',
  'amber+strict':
    'TLP:AMBER+STRICT. Limited disclosure: recipients can only spread this on a need-to-know basis within their organisation.',
  red: 'TLP:RED. For the eyes and ears of individual recipients only, no further disclosure.',
}

/** The alert as XML. */
export function toCap(facts: CapFacts): string {
  const { notice, origin, exercise, isPublic, earlier } = facts
  const sender = new URL(origin).host
  const references = earlier.map((one) => [sender, one.id, toCapTime(one.sentAt)].join(','))
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
${lines([
  ['identifier', notice.id],
  ['sender', sender],
  ['sent', toCapTime(notice.sentAt)],
  ['status', exercise ? 'Exercise' : notice.kind === 'reachability' ? 'Test' : 'Actual'],
  ['msgType', toType(facts)],
  ['source', notice.from],
  ['scope', isPublic ? 'Public' : 'Restricted'],
  ['restriction', isPublic ? undefined : RESTRICTIONS[notice.tlp]],
  ['note', toNote(facts)],
  ['references', references.length > 0 ? references.join(' ') : undefined],
])}
${Object.keys(notice.texts)
  .map((language) => toInfo(facts, language))
  .join('\n')}
</alert>
`
}

/** Only what ends the whole of an earlier alert cancels it. */
function toType({ notice, earlier, isPart }: CapFacts): 'Alert' | 'Update' | 'Cancel' {
  if (earlier.length === 0) return 'Alert'
  return notice.kind === 'all-clear' && !isPart ? 'Cancel' : 'Update'
}

function toNote({ exercise, earlier, isPart }: CapFacts): string | undefined {
  const notes = [
    ...(exercise ? ['This is an exercise. Nothing in it is real.'] : []),
    ...(earlier.length > 0 && isPart
      ? [
          'It holds for some of the places of the alert that it refers to, and leaves the others as they are.',
        ]
      : []),
  ]
  return notes.length > 0 ? notes.join(' ') : undefined
}

function toInfo({ notice, areas, page }: CapFacts, language: string): string {
  const text = notice.texts[language]!
  const words = WORDS[language] ?? WORDS['en']!
  const wrong = text.wrong ? `${words.wrong}: ${text.wrong}\n\n` : ''
  const context = text.context ? `\n\n${words.context}: ${text.context}` : ''
  const { knownAt } = notice
  const mark = knownAt ? `${mailWords(language).notHit} ` : ''
  const notHit = knownAt ? `${words.notHit(notice.from, writeTime(knownAt))}\n\n` : ''
  return `<info>
${lines([
  ['language', language],
  ['category', 'Security'],
  ['event', words.event],
  ['responseType', notice.kind === 'all-clear' ? 'AllClear' : undefined],
  ['urgency', 'Unknown'],
  ['severity', 'Unknown'],
  ['certainty', 'Unknown'],
  ['senderName', notice.from],
  ['headline', `${mark}${text.subject}`],
  ['description', `${notHit}${wrong}${text.what}\n\n${words.howSure}: ${text.howSure}${context}`],
  ['instruction', text.actions.map((action, at) => `${at + 1}. ${action}`).join('\n')],
  ['web', page],
  ['contact', text.whoToCall],
])}
<parameter>
${lines([
  ['valueName', 'log-entry'],
  ['value', String(notice.logIndex)],
])}
</parameter>
${areas.map(toArea).join('\n')}
</info>`
}

function toArea({ name, ocdId }: { name: string; ocdId: string }): string {
  const code =
    ocdId === ''
      ? ''
      : `\n<geocode>\n${lines([
          ['valueName', 'OCD-ID'],
          ['value', ocdId],
        ])}\n</geocode>`
  return `<area>\n${lines([['areaDesc', name]])}${code}\n</area>`
}

function lines(elements: readonly (readonly [string, string | undefined])[]): string {
  return elements
    .filter((one): one is readonly [string, string] => one[1] !== undefined)
    .map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`)
    .join('\n')
}

/** An instant as CAP writes it: whole seconds, UTC as `-00:00`. */
function toCapTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}-00:00`
}
