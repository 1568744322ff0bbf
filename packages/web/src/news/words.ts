import type { NewsKind } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'
import type { Language } from '../words/language.ts'

type Words = {
  title: string
  seen: string
  kinds: Record<NewsKind, (count: number) => string>
}

/** What is announced, with how many. */
export const NEWS_WORDS: Record<Language, Words> = {
  en: {
    title: 'New since you were last told',
    seen: 'Close',
    kinds: {
      release: (n) => countOf(n, 'release for you', 'releases for you'),
      recall: (n) => countOf(n, 'recall to answer', 'recalls to answer'),
      invitation: (n) => countOf(n, 'invitation to a case', 'invitations to cases'),
      offer: (n) => countOf(n, 'step offered to you in a case', 'steps offered to you in cases'),
      handover: (n) => countOf(n, 'hand-over to take over', 'hand-overs to take over'),
      shift: (n) => countOf(n, 'shift offered to you', 'shifts offered to you'),
      review: (n) =>
        countOf(n, 'message waits for a second person', 'messages wait for a second person'),
      appeal: (n) => countOf(n, 'appeal to answer', 'appeals to answer'),
      reply: (n) => countOf(n, 'reply of a member to you', 'replies of members to you'),
      question: (n) =>
        countOf(n, 'question of an office to answer', 'questions of offices to answer'),
    },
  },
  es: {
    title: 'Nuevo desde el último aviso',
    seen: 'Cerrar',
    kinds: {
      release: (n) => countOf(n, 'publicación para usted', 'publicaciones para usted', 'es'),
      recall: (n) => countOf(n, 'retirada por responder', 'retiradas por responder', 'es'),
      invitation: (n) => countOf(n, 'invitación a un caso', 'invitaciones a casos', 'es'),
      offer: (n) => countOf(n, 'paso ofrecido en un caso', 'pasos ofrecidos en casos', 'es'),
      handover: (n) => countOf(n, 'relevo por asumir', 'relevos por asumir', 'es'),
      shift: (n) => countOf(n, 'turno ofrecido', 'turnos ofrecidos', 'es'),
      review: (n) =>
        countOf(n, 'mensaje espera a una segunda persona', 'mensajes esperan a una segunda persona', 'es'), // prettier-ignore
      appeal: (n) => countOf(n, 'impugnación por responder', 'impugnaciones por responder', 'es'),
      reply: (n) =>
        countOf(n, 'respuesta de un miembro a usted', 'respuestas de miembros a usted', 'es'),
      question: (n) =>
        countOf(n, 'pregunta de una oficina por contestar', 'preguntas de oficinas por contestar', 'es'), // prettier-ignore
    },
  },
  fr: {
    title: 'Nouveau depuis la dernière annonce',
    seen: 'Fermer',
    kinds: {
      release: (n) => countOf(n, 'envoi pour vous', 'envois pour vous', 'fr'),
      recall: (n) => countOf(n, 'retrait auquel répondre', 'retraits auxquels répondre', 'fr'),
      invitation: (n) => countOf(n, 'invitation à un dossier', 'invitations à des dossiers', 'fr'),
      offer: (n) =>
        countOf(n, 'étape proposée dans un dossier', 'étapes proposées dans des dossiers', 'fr'),
      handover: (n) => countOf(n, 'relève à reprendre', 'relèves à reprendre', 'fr'),
      shift: (n) => countOf(n, 'tour de garde proposé', 'tours de garde proposés', 'fr'),
      review: (n) =>
        countOf(n, 'message attend une seconde personne', 'messages attendent une seconde personne', 'fr'), // prettier-ignore
      appeal: (n) =>
        countOf(n, 'contestation à laquelle répondre', 'contestations auxquelles répondre', 'fr'),
      reply: (n) => countOf(n, 'réponse d’un membre à vous', 'réponses de membres à vous', 'fr'),
      question: (n) =>
        countOf(n, 'question d’un service à traiter', 'questions de services à traiter', 'fr'),
    },
  },
}
