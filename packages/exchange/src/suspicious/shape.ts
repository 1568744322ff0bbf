import type { AnswerLanguage, SuspiciousAnswer } from '@tocsin/api'
import { harmless, type Answer, type SuspiciousReading } from '@tocsin/detect/suspicious'
import type { Asker } from './asker.ts'

const HELD: Record<
  AnswerLanguage,
  { own: string; others: string; given: string; nothing: string }
> = {
  en: {
    own: 'your own names ({n})',
    others: 'names of other defended parties ({n})',
    given: 'what you were given here, with the newest 500 indicators that name something in it',
    nothing: 'nothing that other members share: by a link nobody is shown that',
  },
  es: {
    own: 'sus propios nombres ({n})',
    others: 'nombres de otros defendidos ({n})',
    given: 'lo que se le dio aquí, con los 500 indicadores más nuevos que nombran algo en él',
    nothing: 'nada de lo que comparten otros miembros: por un enlace no se le muestra a nadie',
  },
  fr: {
    own: 'vos propres noms ({n})',
    others: 'noms d’autres partis défendus ({n})',
    given:
      'ce qui vous a été donné ici, avec les 500 indicateurs les plus récents qui y nomment quelque chose',
    nothing: 'rien de ce que partagent d’autres membres : par un lien, personne ne le voit',
  },
}

/** Texts of the mail in one line, with what is not seen spelt out and dots that do not work. */
export function toAnswer(
  { verdict, words, first, findings, more }: Answer,
  { reading, hosts }: { reading: SuspiciousReading; hosts: readonly string[] },
  asker: Asker,
  language: AnswerLanguage,
): SuspiciousAnswer {
  const held = HELD[language]
  return {
    verdict,
    words,
    first: [...first],
    findings: findings.map((one) => ({ ...one })),
    more,
    heldAgainst: [
      held.own.replace('{n}', String(asker.own.length)),
      ...(asker.others.length > 0 ? [held.others.replace('{n}', String(asker.others.length))] : []),
      asker.viewer ? held.given : held.nothing,
    ],
    evidence: toEvidence(reading),
    hosts: hosts.map(harmless),
  }
}

const MOST_LINKS = 100
const MOST_HOPS = 30

function toEvidence({ mails, links, files }: SuspiciousReading): SuspiciousAnswer['evidence'] {
  return {
    mails: mails.map(({ place, from, replyTo, subject, date, hops, signatures }) => ({
      attached: place === 'attached',
      from: from.map(({ name, address }) =>
        harmless(name === '' ? address : `${name} <${address}>`),
      ),
      replyTo: replyTo.map(({ address }) => harmless(address)),
      ...(subject === undefined ? {} : { subject: harmless(subject) }),
      ...(date === undefined ? {} : { date: harmless(date) }),
      way: hops.slice(0, MOST_HOPS).map(({ from: sent, by, isOwn }) => ({
        from: harmless(sent),
        by: harmless(by),
        own: isOwn,
      })),
      ...(signatures
        ? {
            signatures: signatures.map(({ domain, result, why }) => ({
              domain: harmless(domain),
              result: why ?? result,
            })),
          }
        : {}),
    })),
    links: links.slice(0, MOST_LINKS).map(({ written, url, steps, asks }) => ({
      written: harmless(written),
      ...(url === undefined ? {} : { leadsTo: harmless(url) }),
      by: [...steps.map(({ by }) => by), ...(asks === undefined ? [] : [asks])],
    })),
    files: files.map(({ name, kind, size, sha256, sha1, md5 }) => ({
      name: harmless(name),
      kind,
      size,
      sha256,
      sha1,
      md5,
    })),
  }
}
