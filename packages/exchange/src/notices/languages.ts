import type { LanguageGap, NoticeText, NoticeTexts } from '@tocsin/api'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { packOf } from '../offices/load-pack.ts'

/** A text with its language, for whoever reads none of the others. */
export type MainText = { language: string; text: NoticeText }

/**
 * The text in the first language of the exchange's country. Throws `bad-request` where that one is missing, or where a
 * text is in a language that the exchange does not speak to offices.
 */
export async function findMainText(db: Db | Tx, texts: NoticeTexts): Promise<MainText> {
  const { languages } = await packOf(db)
  for (const language of Object.keys(texts)) {
    if (!languages.includes(language))
      throw new ExchangeError('bad-request', `notices here are in ${languages.join(', ')}`, {
        path: `/body/texts/${language}`,
      })
  }
  const [language = ''] = languages
  const text = texts[language]
  if (!text)
    throw new ExchangeError('bad-request', `must hold a text in ${language}`, {
      path: '/body/texts',
    })
  return { language, text }
}

/** The text in a language, or else the main one. */
export function textFor(
  notice: { texts: NoticeTexts; main_language: string },
  wanted: string,
): MainText {
  const text = notice.texts[wanted]
  if (text) return { language: wanted, text }
  const main = notice.texts[notice.main_language]
  if (!main) throw new ExchangeError('internal', 'a notice has no text in its main language')
  return { language: notice.main_language, text: main }
}

/** How many contacts read a language that the notice has no text in: they are mailed the main one. */
export function toLanguageGaps(languages: Iterable<string>, texts: NoticeTexts): LanguageGap[] {
  const counts = new Map<string, number>()
  for (const language of languages) {
    if (texts[language]) continue
    counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts]
    .map(([language, contacts]) => ({ language, contacts }))
    .sort((a, b) => b.contacts - a.contacts || (a.language < b.language ? -1 : 1))
}
