import type { TechniqueState } from '@tocsin/api'
import type { Language } from '../words/language.ts'

type Words = {
  title: string
  intro: string
  none: string
  noneWhat: string
  /** To an operator, before the command; to others. */
  noneOperator: string
  noneOthers: string
  whereFrom: string
  framework: string
  find: string
  found: (n: number) => string
  foundNone: string
  more: (n: number) => string
  techniques: (n: number) => string
  subs: (n: number) => string
  noTactic: string
  showOld: (n: number) => string
  states: Record<TechniqueState, string>
  /** Said on the page of a technique that no longer stands. */
  oldNote: Record<Exclude<TechniqueState, 'current'>, string>
  instead: string
  noInstead: string
  loaded: string
  version: string
  noVersion: string
  newest: string
  modified: string
  rights: string
  leftOut: string
  number: string
  stixId: string
  tactics: string
  partOf: string
  source: string
  text: string
  noText: string
  subTitle: string
  back: string
}

const en: Words = {
  title: 'Knowledge',
  intro:
    'Techniques by the names that others use for them too. A name for what was seen, never a claim about who is behind it.',
  none: 'No framework is loaded yet',
  noneWhat:
    'A framework such as DISARM or ATT&CK names techniques. None comes with the exchange; findings, reports and releases work without one.',
  noneOperator: 'You load one from its STIX 2.1 file, with an API key of yours in TOCSIN_KEY:',
  noneOthers: 'An operator of this exchange loads one from its STIX 2.1 file.',
  whereFrom: 'Their publishers give the files out:',
  framework: 'Framework',
  find: 'Find a technique',
  found: (n) => `${n === 1 ? '1 technique' : `${n.toLocaleString('en')} techniques`} found`,
  foundNone: 'No technique holds these words',
  more: (n) => `${n.toLocaleString('en')} more: search for them with more words.`,
  techniques: (n) => (n === 1 ? '1 technique' : `${n.toLocaleString('en')} techniques`),
  subs: (n) => (n === 1 ? '1 sub-technique' : `${n.toLocaleString('en')} sub-techniques`),
  noTactic: 'In no tactic of the matrix',
  showOld: (n) => `Show ${n.toLocaleString('en')} that no longer stand too`,
  states: {
    current: 'stands',
    deprecated: 'deprecated',
    revoked: 'revoked',
    absent: 'no longer in the framework',
  },
  oldNote: {
    deprecated: 'Its framework advises against naming this technique any more.',
    revoked: 'Its framework revoked this technique.',
    absent:
      'The newest version of its framework that was loaded does not hold this technique. What was named by it stays.',
  },
  instead: 'In its place stands',
  noInstead: 'Nothing is named in its place.',
  loaded: 'Loaded',
  version: 'Version',
  noVersion: 'states none',
  newest: 'Newest object of',
  modified: 'Last changed there',
  rights: 'Rights',
  leftOut: 'Not read of its file',
  number: 'Number',
  stixId: 'STIX id',
  tactics: 'Tactics',
  partOf: 'Part of',
  source: 'As its framework describes it',
  text: 'What it is',
  noText: 'Its framework says nothing more of it.',
  subTitle: 'Sub-techniques',
  back: 'All techniques',
}

const es: Words = {
  title: 'Conocimiento',
  intro:
    'Técnicas con los nombres que otros también usan. Un nombre para lo que se vio, nunca una afirmación sobre quién está detrás.',
  none: 'Todavía no hay ningún marco cargado',
  noneWhat:
    'Un marco como DISARM o ATT&CK da nombre a las técnicas. La red no trae ninguno; los hallazgos, informes y envíos funcionan sin él.',
  noneOperator: 'Se carga desde su archivo STIX 2.1, con una clave de API suya en TOCSIN_KEY:',
  noneOthers: 'Un operador de esta red lo carga desde su archivo STIX 2.1.',
  whereFrom: 'Sus editores publican los archivos:',
  framework: 'Marco',
  find: 'Buscar una técnica',
  found: (n) =>
    n === 1 ? '1 técnica encontrada' : `${n.toLocaleString('es')} técnicas encontradas`,
  foundNone: 'Ninguna técnica contiene estas palabras',
  more: (n) => `${n.toLocaleString('es')} más: búsquelas con más palabras.`,
  techniques: (n) => (n === 1 ? '1 técnica' : `${n.toLocaleString('es')} técnicas`),
  subs: (n) => (n === 1 ? '1 subtécnica' : `${n.toLocaleString('es')} subtécnicas`),
  noTactic: 'En ninguna táctica de la matriz',
  showOld: (n) => `Mostrar también ${n.toLocaleString('es')} que ya no valen`,
  states: {
    current: 'vigente',
    deprecated: 'desaconsejada',
    revoked: 'revocada',
    absent: 'ya no está en el marco',
  },
  oldNote: {
    deprecated: 'Su marco desaconseja seguir nombrando esta técnica.',
    revoked: 'Su marco revocó esta técnica.',
    absent:
      'La versión más reciente de su marco que se cargó no contiene esta técnica. Lo que se nombró con ella queda.',
  },
  instead: 'En su lugar está',
  noInstead: 'No se nombra nada en su lugar.',
  loaded: 'Cargado',
  version: 'Versión',
  noVersion: 'no indica ninguna',
  newest: 'Objeto más reciente, del',
  modified: 'Último cambio allí',
  rights: 'Derechos',
  leftOut: 'No leído de su archivo',
  number: 'Número',
  stixId: 'Id de STIX',
  tactics: 'Tácticas',
  partOf: 'Parte de',
  source: 'Como la describe su marco',
  text: 'Qué es',
  noText: 'Su marco no dice nada más de ella.',
  subTitle: 'Subtécnicas',
  back: 'Todas las técnicas',
}

const fr: Words = {
  title: 'Connaissances',
  intro:
    'Des techniques, sous les noms que d’autres emploient aussi. Un nom pour ce qui a été vu, jamais une affirmation sur qui se tient derrière.',
  none: 'Aucun référentiel n’est encore chargé',
  noneWhat:
    'Un référentiel comme DISARM ou ATT&CK nomme des techniques. Le réseau n’en apporte aucun ; constats, signalements et envois marchent sans lui.',
  noneOperator:
    'Chargez-en un de son fichier STIX 2.1, avec une clé d’API à vous dans TOCSIN_KEY :',
  noneOthers: 'Un opérateur de ce réseau en charge un de son fichier STIX 2.1.',
  whereFrom: 'Leurs éditeurs publient les fichiers :',
  framework: 'Référentiel',
  find: 'Chercher une technique',
  found: (n) => (n === 1 ? '1 technique trouvée' : `${n.toLocaleString('fr')} techniques trouvées`),
  foundNone: 'Aucune technique ne contient ces mots',
  more: (n) => `${n.toLocaleString('fr')} de plus : cherchez-les avec plus de mots.`,
  techniques: (n) => (n === 1 ? '1 technique' : `${n.toLocaleString('fr')} techniques`),
  subs: (n) => (n === 1 ? '1 sous-technique' : `${n.toLocaleString('fr')} sous-techniques`),
  noTactic: 'Dans aucune tactique de la matrice',
  showOld: (n) => `Montrer aussi ${n.toLocaleString('fr')} qui ne valent plus`,
  states: {
    current: 'en vigueur',
    deprecated: 'déconseillée',
    revoked: 'révoquée',
    absent: 'n’est plus dans le référentiel',
  },
  oldNote: {
    deprecated: 'Son référentiel déconseille de nommer encore cette technique.',
    revoked: 'Son référentiel a révoqué cette technique.',
    absent:
      'La version la plus récente de son référentiel qui a été chargée ne contient pas cette technique. Ce qui a été nommé par elle reste.',
  },
  instead: 'À sa place se trouve',
  noInstead: 'Rien n’est nommé à sa place.',
  loaded: 'Chargé',
  version: 'Version',
  noVersion: 'n’en indique aucune',
  newest: 'Objet le plus récent, du',
  modified: 'Dernière modification là-bas',
  rights: 'Droits',
  leftOut: 'Non lu de son fichier',
  number: 'Numéro',
  stixId: 'Identifiant STIX',
  tactics: 'Tactiques',
  partOf: 'Partie de',
  source: 'Telle que son référentiel la décrit',
  text: 'Ce que c’est',
  noText: 'Son référentiel n’en dit rien de plus.',
  subTitle: 'Sous-techniques',
  back: 'Toutes les techniques',
}

export const KNOWLEDGE_WORDS: Record<Language, Words> = { en, es, fr }
