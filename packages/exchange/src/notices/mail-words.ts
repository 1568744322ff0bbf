/** The fixed words of a notice mail in each language. */
export const MAIL_WORDS = {
  en: {
    exercise: '[EXERCISE]',
    exerciseLong: 'This is an exercise. Nothing in it is real.',
    to: (place: string, from: string) => `To the election office of ${place}, from ${from}.`,
    what: 'WHAT HAPPENED',
    howSure: 'HOW SURE WE ARE',
    actions: 'WHAT TO DO',
    call: 'WHO TO CALL',
    answer: 'TELL US THAT YOU HAVE THIS. Open this page and press the button. You need no account:',
    code: (code: string) =>
      `If someone calls you about this notice, ask for its code. A genuine caller reads you: ${code}`,
  },
  es: {
    exercise: '[SIMULACRO]',
    exerciseLong: 'Esto es un simulacro. Nada de lo que dice es real.',
    to: (place: string, from: string) =>
      `Para la oficina electoral de ${place}, de parte de ${from}.`,
    onlyEnglish:
      'Quien envía este aviso lo escribió solo en inglés. El texto en inglés está más abajo. Si no lo entiende, pida a alguien que se lo lea, o llame al contacto que aparece al final. Avise igual que lo recibió.',
    what: 'QUÉ PASÓ',
    howSure: 'QUÉ TAN SEGUROS ESTAMOS',
    actions: 'QUÉ HACER',
    call: 'A QUIÉN LLAMAR',
    answer: 'AVÍSENOS QUE LO RECIBIÓ. Abra esta página y oprima el botón. No necesita cuenta:',
    code: (code: string) =>
      `Si alguien le llama por este aviso, pídale el código. Quien llama de verdad le leerá: ${code}`,
  },
} as const
