import type { NoticeText } from '@tocsin/api'
import { member, withSecond, type CastMember } from './cast.ts'
import type { DrillCountry } from './country.ts'

const CAST: CastMember[] = [
  withSecond(
    member('agency-a', 'Agence nationale A', 'agency', 'Analyste, Agence nationale A', ['analyst']),
    'Seconde relectrice ou second relecteur, Agence nationale A',
  ),
  member('agency-b', 'Agence nationale B', 'agency', 'Analyste, Agence nationale B', ['analyst']),
  withSecond(
    member('platform-a', 'Plateforme A', 'platform', 'Enquêteur, Plateforme A', ['analyst']),
    'Seconde relectrice ou second relecteur, Plateforme A',
  ),
  member('platform-b', 'Plateforme B', 'platform', 'Enquêteur, Plateforme B', ['analyst']),
  member('platform-c', 'Plateforme C', 'platform', 'Enquêteur, Plateforme C', ['analyst']),
  member(
    'prefecture-33',
    'Préfecture de la Gironde (exercice)',
    'office',
    'Bureau des élections, Gironde',
    ['official', 'analyst'],
    'FR-33',
  ),
  member(
    'prefecture-67',
    'Préfecture du Bas-Rhin (exercice)',
    'office',
    'Bureau des élections, Bas-Rhin',
    ['official', 'analyst'],
    'FR-67',
  ),
  member(
    'mairie-33063',
    'Mairie de Bordeaux (exercice)',
    'office',
    'Service des élections, Bordeaux',
    ['clerk'],
    'FR-33063',
  ),
  member(
    'mairie-67482',
    'Mairie de Strasbourg (exercice)',
    'office',
    'Service des élections, Strasbourg',
    ['clerk'],
    'FR-67482',
  ),
  member('campaign-x', 'Campagne X', 'campaign', 'Responsable sécurité, Campagne X', ['analyst']),
  member('campaign-y', 'Campagne Y', 'campaign', 'Responsable sécurité, Campagne Y', ['analyst']),
  member('research-a', 'Groupe de recherche A', 'researcher', 'Chercheur, Groupe A', ['analyst']),
  member('research-b', 'Groupe de recherche B', 'researcher', 'Chercheur, Groupe B', ['analyst']),
  member(
    'inspector',
    'Bureau de l’inspection (exercice)',
    'agency',
    'Contrôle, Bureau de l’inspection',
    ['auditor'],
  ),
]

const GROUPS: DrillCountry['groups'] = {
  tips: {
    name: 'Signalements entre plateformes',
    charter:
      'Les plateformes se signalent les réseaux coordonnés vus chez elles. Chacune juge pour elle-même. Aucun membre public, aucune demande.',
    purposes: ['platform-integrity'],
    legalBasis: 'Accord volontaire de partage de l’exercice',
    maxTlp: 'amber',
    members: ['platform-a', 'platform-b', 'platform-c'],
  },
  room: {
    name: 'Cellule de veille électorale',
    charter:
      'Agences, plateformes, préfectures et mairies partagent les menaces contre la tenue du scrutin. Information seule : rien n’est demandé, rien n’est dû.',
    purposes: ['election-security', 'platform-integrity'],
    legalBasis: 'Accord de partage d’informations de l’exercice',
    maxTlp: 'amber+strict',
    members: [
      'agency-a',
      'agency-b',
      'platform-a',
      'platform-b',
      'prefecture-33',
      'prefecture-67',
      'mairie-33063',
      'mairie-67482',
    ],
  },
  research: {
    name: 'Échange avec la recherche',
    charter:
      'Des données choisies pour la recherche, sous conditions ; les résultats reviennent comme corrections.',
    purposes: ['research'],
    legalBasis: 'Accord d’usage des données de l’exercice',
    maxTlp: 'green',
    members: ['platform-a', 'platform-b', 'research-a', 'research-b'],
  },
}

const WARNING: NoticeText = {
  subject: 'De faux messages annoncent des bureaux de vote fermés',
  what: 'Un groupe de comptes publie que des bureaux de vote ont changé ou fermé. Les messages nomment de vraies communes. Ils sont faux.',
  howSure:
    'Nous avons vu ces messages. Les comptes agissent comme un seul. Nous ne savons pas qui les tient.',
  actions: [
    'Vérifiez que votre site montre les bons bureaux de vote',
    'Dites à vos agents de renvoyer les appels vers cette page',
    'Envoyez-nous tout faux message que vous voyez',
  ],
  whoToCall: 'Permanence, Agence nationale A : 01 99 00 00 01, jour et nuit',
}

const ADVISORY: NoticeText = {
  subject: 'Préparez-vous à de fausses annonces le soir du scrutin',
  what: 'Lors de scrutins passés, de fausses annonces ont couru pendant le dépouillement. Nous nous attendons à la même chose cette semaine.',
  howSure: 'C’est un avis général. Rien n’indique qu’un lieu précis soit visé.',
  actions: [
    'Convenez aujourd’hui de qui parle pour votre service',
    'Tenez prêts les horaires du dépouillement à publier',
  ],
  whoToCall: 'Permanence, Agence nationale B : 01 99 00 00 02, jour et nuit',
}

/** The same week in a made-up country of real places of France. */
export const france: DrillCountry = {
  pack: 'fr',
  title: 'Semaine électorale',
  start: new Date('2026-10-26T08:00:00.000Z'),
  election: {
    name: 'Élection de l’exercice',
    kind: 'general',
    date: '2026-11-29',
    places: ['FR'],
    deadlines: [{ name: 'Dernier jour pour s’inscrire', date: '2026-10-30' }],
    clocks: [{ lastDays: 7, answerWithin: 30 }],
  },
  cast: CAST,
  groups: GROUPS,
  beats: {
    detect: 'La Plateforme A cherche des comptes coordonnés dans deux jours de messages.',
    release: 'La Plateforme A transmet le réseau le plus net aux autres plateformes.',
    read: 'Les Plateformes B et C l’ouvrent.',
    tell: 'La Plateforme A dit à la cellule de veille ce qu’elle a vu.',
    warn: 'L’Agence A avertit toutes les préfectures et toutes les mairies de la Gironde et du Bas-Rhin.',
    recall: 'La Plateforme A retire son premier envoi : trois comptes sont douteux.',
    answer: 'La Plateforme B l’a effacé et le dit ; la Plateforme C n’a pas répondu.',
    advise: 'L’Agence B envoie aux préfectures un avis général, sans aucun indicateur.',
    detectAgain: 'La Plateforme B cherche des comptes coordonnés dans ses propres messages.',
    refused: 'La Plateforme B veut partager plus largement que la charte ne le permet : refusé.',
    releaseAgain: 'La Plateforme B partage selon la charte.',
    close: 'L’Agence A clôt son avis et signe pourquoi des services n’ont pas été joints.',
  },
  titles: {
    network: 'Réseau coordonné vu sur la Plateforme A',
    told: 'Faux messages d’un réseau sur les bureaux de vote',
    second: 'Deuxième réseau',
  },
  recallReason: 'Trois des comptes sont ceux d’une rédaction qui programme ses messages.',
  closeReason:
    'Les messages ont disparu. Les services qui n’ont pas répondu ont été appelés par leur préfecture.',
  posts: {
    hashtags: ['bureauxfermes', 'votezailleurs', 'filedattente'],
    messages: [
      'Le bureau de vote de {place} a changé',
      'N’allez pas à {place} aujourd’hui',
      'On renvoie les gens à {place}',
    ],
  },
  warning: { fr: WARNING },
  warned: ['FR-33', 'FR-67'],
  advisory: ADVISORY,
  advised: ['FR-06', 'FR-13', 'FR-33', 'FR-59', 'FR-67', 'FR-69', 'FR-971', 'FR-974'],
  titleOf: (role, place, isDeputy) => {
    const post = role === 'clerk' ? 'Service des élections' : 'Préfecture, bureau des élections'
    return isDeputy ? `${post}, adjoint, ${place}` : `${post}, ${place}`
  },
  acts: { 'chief-official': 'L’agent de permanence', clerk: 'La secrétaire de mairie' },
}
