import type { AnswerLanguage } from '@tocsin/api'

type MailWords = {
  subject: string
  itself: string
  found: string
  levels: Record<'danger' | 'caution' | 'note', string>
  more: (count: number) => string
  kept: (exchange: string) => string
}

/** What stands about the answer in a mail. */
export const MAIL_WORDS: Record<AnswerLanguage, MailWords> = {
  en: {
    subject: 'What was found in the mail you sent us',
    itself: 'No other mail was attached, so your own mail was looked at.',
    found: 'What was found:',
    levels: { danger: 'Danger', caution: 'Careful', note: 'Note' },
    more: (count) => `and ${count} more`,
    kept: (exchange) =>
      `${exchange} wrote this by a program, which visited and opened nothing. Nothing of your mail was kept. It was held against your own names, and against nothing that members share.`,
  },
  es: {
    subject: 'Lo que se encontró en el correo que nos envió',
    itself: 'No venía otro correo adjunto, así que se miró su propio correo.',
    found: 'Lo que se encontró:',
    levels: { danger: 'Peligro', caution: 'Cuidado', note: 'Nota' },
    more: (count) => `y ${count} más`,
    kept: (exchange) =>
      `${exchange} escribió esto con un programa, que no visitó ni abrió nada. No se guardó nada de su correo. Se comparó con sus propios nombres y con nada de lo que comparten los miembros.`,
  },
  fr: {
    subject: 'Ce qui a été trouvé dans le courriel que vous nous avez envoyé',
    itself: 'Aucun autre courriel n’était joint : c’est votre propre courriel qui a été regardé.',
    found: 'Ce qui a été trouvé :',
    levels: { danger: 'Danger', caution: 'Prudence', note: 'Note' },
    more: (count) => `et ${count} de plus`,
    kept: (exchange) =>
      `${exchange} a écrit ceci par un programme, qui n’a rien visité ni ouvert. Rien de votre courriel n’a été gardé. Il a été comparé à vos propres noms, et à rien de ce que partagent les membres.`,
  },
}
