/** What happened to a name, in order; each line says what is known and not what may follow from it. */
import type { AlertAnswer, PartyAlert } from '@tocsin/api'
import { PARTY_WORDS } from '../words/party-words.ts'
import type { Mail } from './words.ts'

export type Happened = { at: string; words: string; logIndex?: number }

type Known = { alert: PartyAlert; mails: readonly Mail[] }

export function happened({ alert, mails }: Known): Happened[] {
  const { answer, seal, seen } = alert
  const lines: (Happened | undefined)[] = [
    {
      at: alert.firstSeen,
      words: `Found by ${alert.finder.name}, on record before anybody was told`,
      logIndex: alert.logIndex,
    },
    seen > 1
      ? { at: alert.lastSeen, words: `Last seen again; it was seen in ${seen} looks` }
      : undefined,
    ...mails.flatMap(ofMail),
    alert.toldAt === undefined
      ? undefined
      : { at: alert.toldAt, words: 'Counts as told: a first mail was handed to a mail server' },
    // Where the mails are shown each says it for itself.
    mails.length > 0 || alert.openedAt === undefined
      ? undefined
      : { at: alert.openedAt, words: 'The page behind a mail was first opened' },
    answer ? { at: answer.at, words: `The party answered: ${describeAnswer(answer)}` } : undefined,
    seal
      ? { at: seal.until, words: seal.opened ? 'The seal ended: it is public' : 'The seal ends' }
      : undefined,
    alert.othersFrom === undefined
      ? undefined
      : {
          at: alert.othersFrom,
          words: alert.mayShare
            ? 'Others may be told since then'
            : 'Others may be told from then on',
        },
  ]
  return lines.filter((line) => line !== undefined).toSorted((a, b) => a.at.localeCompare(b.at))
}

function ofMail({ title, state, at, fault, openedAt }: Mail): Happened[] {
  const went: Happened[] =
    at === undefined || state === 'waiting'
      ? []
      : [
          {
            at,
            words:
              state === 'handed-over'
                ? `Mail to ${title} handed to a mail server`
                : `Mail to ${title} failed${fault ? `: ${fault}` : ''}`,
          },
        ]
  return openedAt === undefined
    ? went
    : [...went, { at: openedAt, words: `Page behind the mail to ${title} first opened` }]
}

/** The answer of a party in one line, as it gave it. */
export function describeAnswer({ answer, mayKnow, wantsHelp }: AlertAnswer): string {
  const said = {
    ours: 'the name is its own',
    'not-ours': 'the name is not its own',
    known: 'the name is not its own, and it knew of it',
  }[answer]
  const others = answer === 'ours' ? undefined : PARTY_WORDS.en.mayKnow[mayKnow].toLowerCase()
  return [said, others, wantsHelp ? 'it asks for help, in confidence' : undefined]
    .filter((part) => part !== undefined)
    .join('; ')
}
