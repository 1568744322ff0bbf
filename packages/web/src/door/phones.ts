/** A telephone number as it is written in prose: so many digits or more, with what parts them. */
const NUMBER = /\+?\(?\d[\d ().\-\u2011]{5,20}\d/g
const LEAST = 7

/** A piece of a text; `tel` where it is a telephone number, as a phone dials it. */
type Piece = { words: string; tel?: string }

/** A text cut at its telephone numbers; put together again the pieces are the text. Pure. */
export function cutAtPhones(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(NUMBER)) {
    const tel = match[0].replace(/[^\d+]/g, '')
    if (tel.replace('+', '').length < LEAST) continue
    pieces.push({ words: text.slice(from, match.index) }, { words: match[0], tel })
    from = match.index + match[0].length
  }
  return [...pieces, { words: text.slice(from) }].filter(({ words }) => words !== '')
}
