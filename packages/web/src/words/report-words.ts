import type { ReportHop, ReportKind } from '@tocsin/api'
import { countOf } from './count-of.ts'
import type { Language } from './language.ts'

const en = {
  title: 'Report something that happened',
  intro:
    'Tell us what happened at your office. You need no account. Say what happened, not what you think of anyone.',
  goes: 'Your report goes to',
  none: 'Who sent you this notice takes no reports. Call your state, or the agency you know.',
  kind: 'What happened?',
  choose: 'Choose one',
  kinds: {
    'false-voting-information': 'False facts on when, where or how to vote',
    impersonation: 'Someone poses as our office',
    phishing: 'A false mail or message to us',
    intrusion: 'Someone got into our systems',
    'hack-and-leak': 'Our data was stolen and shown',
    threat: 'A threat to people',
    ddos: 'Our site is flooded and down',
    ransomware: 'Our data is locked for ransom',
    doxxing: 'Home or private facts of staff were shown',
    hoax: 'A false alarm',
    equipment: 'Voting equipment does not work',
  } as Record<ReportKind, string>,
  where: 'Where was it seen?',
  whereHint: 'A web address, a phone number, a place',
  when: 'When, if you know',
  what: 'What happened, in your words',
  files: 'Proof, if you have it: a picture of the screen, a saved mail, a text',
  filesHint:
    'Up to 3 files, 3 MB each. Send no picture that shows the home address of a voter: we cannot look for it there. In text we strike home addresses out. Of a mail to a voter we keep only the top lines, with no word of who got it. Write no mail address of a voter in your words: we do not strike those.',
  tooLarge: 'This file is too large: 3 MB is the most.',
  tooMany: 'Send 3 files at most.',
  send: 'Send the report',
  sent: 'We have your report. Its number is',
  answerBy: 'An answer is due on this page by',
  look: 'Nobody mails you: open this page again by the same link to see it. If it cannot wait, call.',
  late: 'No answer came in time. Those who run this network can see that it is late. If it cannot wait, call.',
  together:
    'It is joined to another report of the same thing. An answer to that one from now on shows here too. Who answers:',
  changed:
    'What you sent before did reach us, as it was then, without what you changed since. Send again to send this as a new report.',
  older: (count: number) => `${countOf(count, 'older report is', 'older reports are')} not shown.`,
  struck: 'Home addresses that we struck out and did not keep:',
  withheld:
    'not kept: it holds home addresses or names who got a mail, or is too long to look for that. Keep it in your county',
  unsearched: 'kept; not searched for home addresses',
  kept: 'kept',
  yours: 'Reports of your office',
  nothing: 'No reports so far',
  to: 'To',
  back: 'Back to the notice',
  hops: {
    received: 'Received',
    escalated: 'Not answered in time; shown as late to those who run this network',
    joined: 'Put together with another report of the same thing',
    parted: 'Looked at by itself again',
    answered: 'Answered',
  } as Record<ReportHop['kind'], string>,
  entry: 'entry in the log',
}
export type ReportWords = typeof en

const es: ReportWords = {
  title: 'Informar de algo que pasó',
  intro:
    'Díganos qué pasó en su oficina. No necesita cuenta. Diga lo que pasó, no lo que piensa de nadie.',
  goes: 'Su informe va a',
  none: 'Quien le envió este aviso no recibe informes. Llame a su estado o a la agencia que conoce.',
  kind: '¿Qué pasó?',
  choose: 'Elija una opción',
  kinds: {
    'false-voting-information': 'Datos falsos sobre cuándo, dónde o cómo votar',
    impersonation: 'Alguien se hace pasar por nuestra oficina',
    phishing: 'Un correo o mensaje falso dirigido a nosotros',
    intrusion: 'Alguien entró en nuestros sistemas',
    'hack-and-leak': 'Robaron y mostraron nuestros datos',
    threat: 'Una amenaza a personas',
    ddos: 'Nuestro sitio está saturado y no funciona',
    ransomware: 'Nuestros datos están bloqueados por rescate',
    doxxing: 'Se mostraron datos privados del personal',
    hoax: 'Una falsa alarma',
    equipment: 'El equipo de votación no funciona',
  },
  where: '¿Dónde se vio?',
  whereHint: 'Una dirección web, un teléfono, un lugar',
  when: 'Cuándo, si lo sabe',
  what: 'Qué pasó, en sus palabras',
  files: 'Pruebas, si las tiene: una imagen de la pantalla, un correo guardado, un texto',
  filesHint:
    'Hasta 3 archivos de 3 MB. No envíe imágenes que muestren el domicilio de un votante: no podemos buscarlo ahí. En los textos tachamos los domicilios. De un correo a un votante guardamos solo las líneas de arriba, sin decir quién lo recibió. No escriba en sus palabras el correo de un votante: eso no lo tachamos.',
  tooLarge: 'Este archivo es muy grande: el máximo es 3 MB.',
  tooMany: 'Envíe 3 archivos como máximo.',
  send: 'Enviar el informe',
  sent: 'Tenemos su informe. Su número es',
  answerBy: 'La respuesta se debe dar en esta página antes de',
  look: 'Nadie le escribe: abra otra vez esta página con el mismo enlace para verla. Si no puede esperar, llame.',
  late: 'No hubo respuesta a tiempo. Quienes dirigen esta red pueden ver que está atrasada. Si no puede esperar, llame.',
  together:
    'Está unido a otro informe de lo mismo. Desde ahora, una respuesta a ese aparece aquí también. Quién responde:',
  changed:
    'Lo que envió antes sí nos llegó, tal como era, sin lo que cambió después. Envíe otra vez para enviar esto como un informe nuevo.',
  older: (count) =>
    `${countOf(count, 'informe anterior no se muestra', 'informes anteriores no se muestran', 'es')}.`,
  struck: 'Domicilios que tachamos y no guardamos:',
  withheld:
    'no guardado: contiene domicilios o dice quién recibió un correo, o es muy largo para buscarlo. Consérvelo en su condado',
  unsearched: 'guardado; no se buscaron domicilios en él',
  kept: 'guardado',
  yours: 'Informes de su oficina',
  nothing: 'Todavía no hay informes',
  to: 'Para',
  back: 'Volver al aviso',
  hops: {
    received: 'Recibido',
    escalated: 'Sin respuesta a tiempo; quienes dirigen esta red lo ven como atrasado',
    joined: 'Unido a otro informe de lo mismo',
    parted: 'Se mira otra vez por separado',
    answered: 'Respondido',
  },
  entry: 'entrada del registro',
}

const fr: ReportWords = {
  title: 'Signaler un fait',
  intro:
    'Dites-nous ce qui s’est passé dans votre bureau. Aucun compte n’est nécessaire. Dites ce qui s’est passé, non ce que vous pensez de quelqu’un.',
  goes: 'Votre signalement va à',
  none: 'Qui vous a envoyé cet avis ne prend pas de signalements. Appelez l’autorité que vous connaissez.',
  kind: 'Que s’est-il passé ?',
  choose: 'Choisissez',
  kinds: {
    'false-voting-information': 'De fausses indications sur le vote : quand, où, comment',
    impersonation: 'Quelqu’un se fait passer pour notre bureau',
    phishing: 'Un faux courriel ou message qui nous vise',
    intrusion: 'Quelqu’un est entré dans nos systèmes',
    'hack-and-leak': 'Nos données ont été volées et montrées',
    threat: 'Une menace contre des personnes',
    ddos: 'Notre site est submergé et ne répond plus',
    ransomware: 'Nos données sont bloquées contre rançon',
    doxxing: 'Des données privées du personnel ont été montrées',
    hoax: 'Une fausse alerte',
    equipment: 'Le matériel de vote ne marche pas',
  },
  where: 'Où l’a-t-on vu ?',
  whereHint: 'Une adresse web, un numéro, un lieu',
  when: 'Quand, si vous le savez',
  what: 'Ce qui s’est passé, avec vos mots',
  files: 'Des preuves, si vous en avez : une image de l’écran, un courriel enregistré, un texte',
  filesHint:
    'Trois fichiers au plus, de 3 Mo chacun. N’envoyez pas d’image qui montre le domicile d’un électeur : nous ne pouvons pas l’y chercher. Dans les textes, nous rayons les domiciles. D’un courriel à un électeur, nous ne gardons que les lignes du haut, sans dire qui l’a reçu. N’écrivez pas l’adresse de courriel d’un électeur : nous ne la rayons pas.',
  tooLarge: 'Ce fichier est trop grand : 3 Mo au plus.',
  tooMany: 'Trois fichiers au plus.',
  send: 'Envoyer le signalement',
  sent: 'Nous avons votre signalement. Son numéro est',
  answerBy: 'Une réponse est due sur cette page avant',
  look: 'Personne ne vous écrit : rouvrez cette page par le même lien pour la voir. Si cela ne peut attendre, appelez.',
  late: 'Pas de réponse à temps. Ceux qui dirigent ce réseau peuvent voir qu’elle est en retard. Si cela ne peut attendre, appelez.',
  together:
    'Il est joint à un autre signalement du même fait. Dès maintenant, une réponse à celui-ci apparaît ici aussi. Qui répond :',
  changed:
    'Ce que vous aviez envoyé nous est bien parvenu, tel quel, sans ce que vous avez changé depuis. Envoyez de nouveau pour en faire un nouveau signalement.',
  older: (count) =>
    `${countOf(count, 'signalement plus ancien n’est pas montré', 'signalements plus anciens ne sont pas montrés', 'fr')}.`,
  struck: 'Domiciles que nous avons rayés et non gardés :',
  withheld:
    'non gardé : il contient des domiciles ou dit qui a reçu un courriel, ou est trop long pour qu’on le cherche. Gardez-le chez vous',
  unsearched: 'gardé ; on n’y a pas cherché de domiciles',
  kept: 'gardé',
  yours: 'Signalements de votre bureau',
  nothing: 'Aucun signalement',
  to: 'À',
  back: 'Retour à l’avis',
  hops: {
    received: 'Reçu',
    escalated: 'Sans réponse à temps ; montré en retard à ceux qui dirigent ce réseau',
    joined: 'Joint à un autre signalement du même fait',
    parted: 'De nouveau examiné seul',
    answered: 'Réponse donnée',
  },
  entry: 'entrée du journal',
}

export const REPORT_WORDS: Record<Language, ReportWords> = { en, es, fr }
