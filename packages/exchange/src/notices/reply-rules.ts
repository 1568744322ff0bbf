/** What words from a number mean. Pure. */

export type ReplyMeaning = 'stop' | 'start' | 'wrong-number' | 'words' | { code: string }

/** As networks know them, in the languages of the messages; alone, so that no sentence that holds one is taken for it. */
const STOP = new Set(
  'stop stopall unsubscribe cancel end quit alto parar baja arret arrêt'.split(' '),
)
const START = new Set('start unstop'.split(' '))
const WRONG = new Set([
  'wrong',
  'wrong number',
  'equivocado',
  'número equivocado',
  'numero equivocado',
  'mauvais numéro',
  'mauvais numero',
  'erreur',
])

/** A code is six digits, however they are spaced, and no other digit beside them. */
export function readReply(text: string): ReplyMeaning {
  const words = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[.!¡"'«»“”]+/g, '')
    .trim()
  if (STOP.has(words)) return 'stop'
  if (START.has(words)) return 'start'
  if (WRONG.has(words)) return 'wrong-number'
  const digits = words.replace(/(?<=\d)[ -](?=\d)/g, '').match(/\d+/g) ?? []
  return digits.length === 1 && digits[0]!.length === 6 ? { code: digits[0]! } : 'words'
}
