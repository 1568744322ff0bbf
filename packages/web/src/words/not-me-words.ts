import type { Language } from './language.ts'

const en = {
  ask: 'This is not me',
  hint: (title: string) =>
    `This link was made for: ${title}. Press this if you are not in charge of it. It is not an answer. If it is this contact’s turn, the next contact on file is told at once.`,
  who: 'Who is in charge, if you know? (role, office)',
  send: 'Tell the sender: this is not me',
  said: (when: string) =>
    `By this link, the sender was told on ${when} that this is not you. It does not count as an answer. You can still answer if that was wrong.`,
}
export type NotMeWords = typeof en

const es: NotMeWords = {
  ask: 'Esto no me toca a mí',
  hint: (title) =>
    `Este enlace se hizo para: ${title}. Pulse aquí si usted no está a cargo. No es una respuesta. Si es el turno de este contacto, se avisa en seguida al siguiente contacto registrado.`,
  who: '¿Quién está a cargo, si lo sabe? (cargo, oficina)',
  send: 'Decir al remitente: no me toca a mí',
  said: (when) =>
    `Con este enlace se le dijo al remitente el ${when} que esto no le toca a usted. No cuenta como respuesta. Aún puede responder si fue un error.`,
}

const fr: NotMeWords = {
  ask: 'Ce n’est pas moi',
  hint: (title) =>
    `Ce lien a été fait pour : ${title}. Appuyez ici si vous n’en êtes pas responsable. Ce n’est pas une réponse. Si c’est le tour de ce contact, le suivant inscrit est averti aussitôt.`,
  who: 'Qui en est responsable, si vous le savez ? (fonction, service)',
  send: 'Dire à l’expéditeur : ce n’est pas moi',
  said: (when) =>
    `Par ce lien, l’expéditeur a appris le ${when} que ce n’est pas vous. Cela ne compte pas comme réponse. Vous pouvez encore répondre si c’était une erreur.`,
}

export const NOT_ME_WORDS: Record<Language, NotMeWords> = { en, es, fr }
