/**
 * Glyphs: what a name looks like, in plain letters. The skeleton of UTS 39 (Unicode confusables), with marks
 * taken off, and the letters that its table leaves apart though a reader would not: a stroke, a hook, a dot
 * below, small capitals.
 *
 * Cost: linear in the name; names of plain letters are returned as they are.
 */
import unhomoglyph from 'unhomoglyph'

/** Letters that look like a plain one and have neither a decomposition nor a place in the table. */
const ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['a', 'ɑαаⲁӓӑⱥᴀ'],
      ['b', 'ƀɓƃьвʙƅъ'],
      ['c', 'ƈȼсⲥᴄç'],
      ['d', 'đɗƌԁᴅð'],
      ['e', 'ɇеєҽəɛɘёᴇεⅇ'],
      ['f', 'ƒẝꞙғ'],
      ['g', 'ǥɠɡցğ'],
      ['h', 'ħɦһհнʜ'],
      ['i', 'ɨıіɩιїɪỉ'],
      ['j', 'ɉјʝϳ'],
      ['k', 'ƙķкκĸᴋҝқ'],
      ['l', 'łƚɫɭʟӏⅼӀ'],
      ['m', 'ɱмᴍⅿṃ'],
      ['n', 'ŋɲƞпղոɴηи'],
      ['o', 'øɵοоօσӧᴏө'],
      ['p', 'ƥрρᴘþ'],
      ['q', 'ɋʠԛզ'],
      ['r', 'ɍɽгʀяґ'],
      ['s', 'ʂѕꜱșş'],
      ['t', 'ŧƭʈтτᴛț'],
      ['u', 'ʉυцսᴜմųů'],
      ['v', 'ʋνѵᴠⅴ'],
      ['w', 'ⱳԝɯωшщᴡѡ'],
      ['x', 'хχӿⅹ'],
      ['y', 'ɏƴуүγỵʏ'],
      ['z', 'ƶʐȥᴢʒ'],
      ['ss', 'ß'],
      ['ae', 'æӕ'],
      ['oe', 'œ'],
    ] as const
  ).flatMap(([plain, glyphs]) => [...glyphs].map((glyph) => [glyph, plain] as const)),
)

const PLAIN = /^[\x21-\x7e]*$/

/** The plain letters that `text` (small letters) looks like; what has no plain look stays. */
export function toPlain(text: string): string {
  if (PLAIN.test(text)) return text
  let plain = ''
  for (const glyph of withoutMarks(text)) {
    const alike = ALIKE[glyph]
    plain += alike ?? (PLAIN.test(glyph) ? glyph : withoutMarks(unhomoglyph(glyph).toLowerCase()))
  }
  return plain
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '')
}
