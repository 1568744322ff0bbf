import type { MailedKind } from './waiting.ts'

type Line = { kind: MailedKind; count: number; url: string }
type Said = { exchange: string; lines: readonly Line[]; settings: string }
type Words = {
  subject: (exchange: string) => string
  begin: (exchange: string) => string
  kinds: Record<MailedKind, string>
  end: (settings: string) => string
}

const EN: Words = {
  subject: (exchange) => `New for you on ${exchange}`,
  begin: (exchange) =>
    `What is new to you or waits for you on ${exchange}, of which no such mail told you yet:`,
  kinds: {
    release: 'Releases that you have not looked at',
    recall: 'Recalls that your organisation has not answered',
    invitation: 'Invitations of your organisation to cases',
    offer: 'Steps offered to your organisation in cases',
  },
  end: (settings) =>
    `What they are stands there alone. What earlier mails told of and still waits is not counted here.\n\nWhether and when you get this mail you choose under Settings:\n${settings}\n`,
}

const WORDS: Record<string, Words> = {
  en: EN,
  es: {
    subject: (exchange) => `Novedades para usted en ${exchange}`,
    begin: (exchange) =>
      `Lo que es nuevo para usted o le espera en ${exchange}, y de lo que ningún correo como este le avisó todavía:`,
    kinds: {
      release: 'Publicaciones que usted no ha mirado',
      recall: 'Retiradas a las que su organización no ha respondido',
      invitation: 'Invitaciones de su organización a casos',
      offer: 'Pasos ofrecidos a su organización en casos',
    },
    end: (settings) =>
      `Qué son consta solo allí. Lo que dijeron correos anteriores y aún espera no se cuenta aquí.\n\nSi recibe este correo, y cuándo, lo elige en Ajustes:\n${settings}\n`,
  },
  fr: {
    subject: (exchange) => `Du nouveau pour vous sur ${exchange}`,
    begin: (exchange) =>
      `Ce qui est nouveau pour vous ou vous attend sur ${exchange}, et dont aucun courriel comme celui-ci ne vous a encore parlé :`,
    kinds: {
      release: 'Envois que vous n’avez pas regardés',
      recall: 'Retraits auxquels votre organisation n’a pas répondu',
      invitation: 'Invitations de votre organisation à des dossiers',
      offer: 'Étapes proposées à votre organisation dans des dossiers',
    },
    end: (settings) =>
      `Ce dont il s’agit n’est écrit que là. Ce que des courriels précédents ont dit et qui attend encore n’est pas compté ici.\n\nSi vous recevez ce courriel, et quand, vous le choisissez dans Réglages :\n${settings}\n`,
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function newsWords(
  locale: string,
  { exchange, lines, settings }: Said,
): { subject: string; text: string } {
  const words = WORDS[locale] ?? EN
  const counted = lines.map(({ kind, count, url }) => `${words.kinds[kind]}: ${count}\n${url}`)
  return {
    subject: words.subject(exchange),
    text: `${[words.begin(exchange), ...counted, words.end(settings)].join('\n\n')}`,
  }
}
