import type { ChosenState } from '@tocsin/api'
import type { Language } from '../words/language.ts'

type Words = {
  title: string
  intro: string
  back: string
  shown: string
  now: string
  at: string
  show: string
  seasons: (n: number) => string
  later: (n: number) => string
  beyond: (n: number) => string
  part: string
  nothingYet: string
  only: string
  found: string
  acted: string
  accounts: (n: number) => string
  held: (n: number) => string
  beside: (common: number, came: number, went: number) => string
  besideFirst: (common: number) => string
  states: Record<ChosenState, string>
  nobody: string
  by: (who: string) => string
  noTechnique: string
  techniques: string
  confidences: Record<'low' | 'moderate' | 'high', string>
  naming: string
  nothingNames: string
  release: string
  notice: string
  case: string
  takenBack: string
  byDay: string
  withheld: (n: number) => string
  unlisted: (n: number) => string
}

const en: Words = {
  title: 'Operation over seasons',
  intro:
    'Networks of your organisation’s runs and imports that are known again by each other: of the accounts that stand in either of two documents at least half stand in both. That the accounts are the same says nothing of who runs them.',
  back: 'To the finding',
  shown: 'Shown as it stood',
  now: 'now',
  at: 'What was known at this moment',
  show: 'Show it',
  seasons: (n) => (n === 1 ? '1 network' : `${n} networks`),
  later: (n) => `${n === 1 ? '1 was' : `${n} were`} found since.`,
  beyond: (n) => `${n} earlier ones are not shown.`,
  part: 'More networks are tied to it than are looked through: some are missing.',
  nothingYet: 'Nothing of it had been found by then',
  only: 'Found once so far: no run or import of your organisation knows it again.',
  found: 'Found',
  acted: 'Acted',
  accounts: (n) => (n === 1 ? '1 account' : `${n.toLocaleString('en')} accounts`),
  held: (n) => `its document holds ${n.toLocaleString('en')} of them`,
  beside: (common, came, went) =>
    `Beside the one before: ${common} accounts in both, ${came} came, ${went} went`,
  besideFirst: (common) => `${common} in common with the first`,
  states: { new: 'New', looking: 'Being looked at', benign: 'Benign', closed: 'Closed' },
  nobody: 'Nobody had said anything of it',
  by: (who) => `by ${who}`,
  noTechnique: 'No technique was named of it',
  techniques: 'Techniques',
  confidences: {
    low: 'low confidence',
    moderate: 'moderate confidence',
    high: 'high confidence',
  },
  naming: 'What names it',
  nothingNames: 'No release, notice or case that you see names it.',
  release: 'Release',
  notice: 'Notice',
  case: 'Case',
  takenBack: 'taken back',
  byDay: 'Of a case only the day is known on which something was put in or taken out.',
  withheld: (n) => `${n} more that you do not see`,
  unlisted: (n) => `and ${n} more that are not listed here`,
}

const es: Words = {
  title: 'Operación a lo largo de las temporadas',
  intro:
    'Redes de los análisis e importaciones de su organización que se reconocen unas por otras: de las cuentas que están en uno de dos documentos, al menos la mitad está en ambos. Que las cuentas sean las mismas no dice quién las maneja.',
  back: 'Al hallazgo',
  shown: 'Mostrado como estaba',
  now: 'ahora',
  at: 'Lo que se sabía en este momento',
  show: 'Mostrarlo',
  seasons: (n) => (n === 1 ? '1 red' : `${n} redes`),
  later: (n) => `Desde entonces se ${n === 1 ? 'halló 1 más' : `hallaron ${n} más`}.`,
  beyond: (n) => `${n} anteriores no se muestran.`,
  part: 'Hay más redes ligadas a ella de las que se recorren: faltan algunas.',
  nothingYet: 'Hasta entonces no se había hallado nada de ella',
  only: 'Hallada una vez hasta ahora: ningún análisis ni importación de su organización la reconoce.',
  found: 'Hallada',
  acted: 'Actuó',
  accounts: (n) => (n === 1 ? '1 cuenta' : `${n.toLocaleString('es')} cuentas`),
  held: (n) => `su documento contiene ${n.toLocaleString('es')}`,
  beside: (common, came, went) =>
    `Junto a la anterior: ${common} cuentas en ambas, ${came} llegaron, ${went} se fueron`,
  besideFirst: (common) => `${common} en común con la primera`,
  states: { new: 'Nueva', looking: 'En examen', benign: 'Benigna', closed: 'Cerrada' },
  nobody: 'Nadie había dicho nada de ella',
  by: (who) => `por ${who}`,
  noTechnique: 'No se había nombrado ninguna técnica',
  techniques: 'Técnicas',
  confidences: { low: 'confianza baja', moderate: 'confianza moderada', high: 'confianza alta' },
  naming: 'Lo que la nombra',
  nothingNames: 'Ningún envío, aviso ni caso que usted vea la nombra.',
  release: 'Envío',
  notice: 'Aviso',
  case: 'Caso',
  takenBack: 'retirado',
  byDay: 'De un caso solo se conoce el día en que algo entró o salió.',
  withheld: (n) => `${n} más que usted no ve`,
  unlisted: (n) => `y ${n} más que no figuran aquí`,
}

const fr: Words = {
  title: 'Opération au fil des saisons',
  intro:
    'Réseaux des analyses et importations de votre organisation qui se reconnaissent les uns par les autres : des comptes présents dans l’un de deux documents, la moitié au moins est dans les deux. Que les comptes soient les mêmes ne dit pas qui les tient.',
  back: 'Vers le constat',
  shown: 'Montré tel que c’était',
  now: 'maintenant',
  at: 'Ce qui était connu à ce moment',
  show: 'Le montrer',
  seasons: (n) => (n === 1 ? '1 réseau' : `${n} réseaux`),
  later: (n) => (n === 1 ? '1 a été trouvé depuis.' : `${n} ont été trouvés depuis.`),
  beyond: (n) => `${n} plus anciens ne sont pas montrés.`,
  part: 'Plus de réseaux y sont liés qu’il n’en est parcouru : il en manque.',
  nothingYet: 'Rien n’en avait été trouvé alors',
  only: 'Trouvé une fois jusqu’ici : aucune analyse ni importation de votre organisation ne le reconnaît.',
  found: 'Trouvé',
  acted: 'Actif',
  accounts: (n) => (n === 1 ? '1 compte' : `${n.toLocaleString('fr')} comptes`),
  held: (n) => `son document en contient ${n.toLocaleString('fr')}`,
  beside: (common, came, went) =>
    `À côté du précédent : ${common} comptes dans les deux, ${came} venus, ${went} partis`,
  besideFirst: (common) => `${common} en commun avec le premier`,
  states: { new: 'Nouveau', looking: 'À l’examen', benign: 'Bénin', closed: 'Clos' },
  nobody: 'Personne n’en avait rien dit',
  by: (who) => `par ${who}`,
  noTechnique: 'Aucune technique n’était nommée',
  techniques: 'Techniques',
  confidences: { low: 'confiance faible', moderate: 'confiance modérée', high: 'confiance élevée' },
  naming: 'Ce qui le nomme',
  nothingNames: 'Aucun envoi, avis ni dossier que vous voyez ne le nomme.',
  release: 'Envoi',
  notice: 'Avis',
  case: 'Dossier',
  takenBack: 'repris',
  byDay: 'D’un dossier on ne connaît que le jour où quelque chose y est entré ou en est sorti.',
  withheld: (n) => `${n} de plus que vous ne voyez pas`,
  unlisted: (n) => `et ${n} de plus qui ne figurent pas ici`,
}

export const LINEAGE_WORDS: Record<Language, Words> = { en, es, fr }
