/** Words that only a printed letter has, beside those of the mail. */
export type LetterWords = {
  /** What the sign to scan leads to. */
  scan: string
  /** What a person is told who cannot see it. */
  scanAlt: string
  page: (number: number, of: number) => string
  /** `letters` in the title of the whole file. */
  title: (subject: string) => string
}

const WORDS: Record<string, LetterWords> = {
  en: {
    scan: 'Scan this with a phone, or type the address below. On that page you tell us that you have this letter, by a button, and can save a proof.',
    scanAlt: 'QR code of the address below',
    page: (number, of) => `Page ${number} of ${of} of this letter`,
    title: (subject) => `Letter: ${subject}`,
  },
  es: {
    scan: 'Escanee esto con un teléfono, o escriba la dirección de abajo. En esa página nos avisa, con un botón, que tiene esta carta, y puede guardar una prueba.',
    scanAlt: 'Código QR de la dirección de abajo',
    page: (number, of) => `Página ${number} de ${of} de esta carta`,
    title: (subject) => `Carta: ${subject}`,
  },
  fr: {
    scan: 'Scannez ceci avec un téléphone, ou tapez l’adresse ci-dessous. Sur cette page, vous nous dites par un bouton que vous avez cette lettre, et vous pouvez enregistrer une preuve.',
    scanAlt: 'Code QR de l’adresse ci-dessous',
    page: (number, of) => `Page ${number} sur ${of} de cette lettre`,
    title: (subject) => `Lettre : ${subject}`,
  },
}

/** The words in a language, or in English where there are none in it. */
export function letterWords(language: string): LetterWords {
  return WORDS[language] ?? WORDS['en']!
}
