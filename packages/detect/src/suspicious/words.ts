/** A judgement in plain words, in the languages that clerks read. Names and addresses are written so that no program makes links of them. */
import { toShown } from '../match/unseen.ts'
import type { Finding, Judgement, Verdict } from './judgement.ts'
import { ENGLISH } from './words-en.ts'
import { SPANISH } from './words-es.ts'
import { FRENCH } from './words-fr.ts'

const LANGUAGES = { en: ENGLISH, es: SPANISH, fr: FRENCH } as const
export type AnswerLanguage = keyof typeof LANGUAGES
export const ANSWER_LANGUAGES: readonly AnswerLanguage[] = ['en', 'es', 'fr']

export type Answer = {
  readonly verdict: Verdict
  readonly words: string
  readonly first: readonly string[]
  readonly findings: readonly (Pick<Finding, 'code' | 'level'> & { readonly words: string })[]
  readonly more: number
}

/** `contact`: whom to call, in words of the exchange; none where nobody is set. */
export function inWords(judgement: Judgement, language: AnswerLanguage, contact = ''): Answer {
  const words = LANGUAGES[language]
  return {
    verdict: judgement.verdict,
    words: words.verdicts[judgement.verdict],
    first: judgement.first.map((code) => words.first[code].replace('{contact}', contact).trim()),
    findings: judgement.findings.map(({ code, level, values }) => ({
      code,
      level,
      words: fill(words.findings[code], values),
    })),
    more: judgement.more,
  }
}

function fill(template: string, values: Finding['values']): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => harmless(values[name] ?? ''))
}

/** In one line, without what is not seen, and with dots that do not work within names of the Internet. */
export function harmless(text: string): string {
  return (
    toShown(text)
      .replace(/^http|(?<![\p{L}\p{N}])http(?=s?:)/giu, 'hxxp')
      .replace(/(?<![\p{L}\p{N}])(s?ftps?|file|mailto|tel|sms):(?=\S)/giu, '$1[:]')
      // Programs take three other signs for a dot (UTS 46).
      .replace(/(?<=[\p{L}\p{N}_-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}_-])/gu, '[.]')
  )
}
