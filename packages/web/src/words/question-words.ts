import type { Language } from './language.ts'

const en = {
  title: 'Questions to the sender',
  ask: 'Ask the sender a question',
  hint: (byMail: boolean) =>
    `The sender sees your question on their screen. It is not an answer to this notice: your time to answer goes on. What they reply comes to this page${byMail ? ' and by mail to the contact this link was made for' : ''}. If it cannot wait, call. Leave out passwords and data of voters.`,
  label: 'Your question',
  send: 'Send the question',
  asked: (who: string, when: string) => `Asked by the link for ${who}, ${when}`,
  waits: 'No reply yet. Nobody knows if it was read. If it cannot wait, call.',
  unanswered: 'The notice was closed with no reply to this. Call if you still need one.',
  replied: (when: string) => `The sender replied, ${when}`,
  goesOn: 'A question is not an answer to the notice. Your office still has to answer above.',
}
type QuestionWords = typeof en

const es: QuestionWords = {
  title: 'Preguntas al remitente',
  ask: 'Hacer una pregunta al remitente',
  hint: (byMail) =>
    `El remitente ve su pregunta en su pantalla. No es una respuesta a este aviso: su plazo para responder sigue. Lo que conteste llega a esta página${byMail ? ' y por correo al contacto para quien se hizo este enlace' : ''}. Si no puede esperar, llame. No ponga contraseñas ni datos de votantes.`,
  label: 'Su pregunta',
  send: 'Enviar la pregunta',
  asked: (who, when) => `Se preguntó con el enlace para ${who}, ${when}`,
  waits: 'Aún no hay contestación. No se sabe si alguien la leyó. Si no puede esperar, llame.',
  unanswered: 'El aviso se cerró sin contestar a esto. Llame si todavía lo necesita.',
  replied: (when) => `El remitente contestó, ${when}`,
  goesOn:
    'Una pregunta no es una respuesta al aviso. Su oficina todavía debe responder más arriba.',
}

const fr: QuestionWords = {
  title: 'Questions à l’expéditeur',
  ask: 'Poser une question à l’expéditeur',
  hint: (byMail) =>
    `L’expéditeur voit votre question sur son écran. Ce n’est pas une réponse à cet avis : votre délai court toujours. Ce qu’il répond arrive sur cette page${byMail ? ' et par courriel au contact pour qui ce lien a été fait' : ''}. Si cela ne peut attendre, appelez. N’y mettez ni mots de passe ni données d’électeurs.`,
  label: 'Votre question',
  send: 'Envoyer la question',
  asked: (who, when) => `Demandé par le lien fait pour ${who}, ${when}`,
  waits:
    'Pas encore de réponse. On ne sait pas si quelqu’un l’a lue. Si cela ne peut attendre, appelez.',
  unanswered: 'L’avis a été clos sans réponse à ceci. Appelez si vous en avez encore besoin.',
  replied: (when) => `L’expéditeur a répondu, ${when}`,
  goesOn:
    'Une question n’est pas une réponse à l’avis. Votre service doit encore répondre plus haut.',
}

export const QUESTION_WORDS: Record<Language, QuestionWords> = { en, es, fr }
