import { ApiError, type ErrorCode } from '@tocsin/api'
import type { Language } from './language.ts'

/** What whoever reads an English fault can do next, where the exchange's own sentence does not say it. */
const NEXT: Partial<Record<ErrorCode, string>> = {
  forbidden: 'Ask the operator of this exchange if you need it.',
  conflict: 'Load the page again to see how it stands.',
  'preview-outdated': 'Look again at who would receive it, then send.',
  'done-unread': 'Do not do it again: load the page to see how it stands.',
  unavailable: 'Try again in a minute.',
  internal: 'Try again; if it fails once more, tell the operator of this exchange.',
}

/** The exchange speaks English; in other languages a fault is told by its code. */
const SPANISH: Record<ErrorCode, string> = {
  'bad-request': 'Algo de lo escrito no se aceptó. Revíselo e intente de nuevo.',
  'not-signed-in': 'Su sesión terminó. Entre de nuevo.',
  forbidden: 'Su cuenta no puede hacer esto. Si lo necesita, pídalo al operador de esta red.',
  'not-found': 'Esto ya no está aquí. Vuelva a abrirlo desde el correo o desde su lista.',
  conflict: 'Esto cambió mientras tanto. Vuelva a cargar la página para ver cómo está.',
  'too-large': 'Es demasiado grande. Envíe algo más pequeño.',
  'unsupported-type': 'Esta clase de archivo no se acepta.',
  'too-many-requests': 'Demasiados intentos. Espere unos minutos e intente de nuevo.',
  'refused-by-policy': 'Una regla no lo permite.',
  'preview-outdated': 'Los destinatarios cambiaron. Mire otra vez quién lo recibe y luego envíe.',
  expired: 'Este enlace ya se usó o es demasiado antiguo. Pida otro.',
  'done-unread': 'Está hecho y vale, pero no se pudo mostrar cómo quedó. No lo haga otra vez.',
  unavailable: 'La red no responde ahora. Intente de nuevo en un minuto.',
  internal: 'Algo falló aquí. Intente de nuevo; si vuelve a fallar, avise al operador de esta red.',
}

const FRENCH: Record<ErrorCode, string> = {
  'bad-request': 'Une partie de ce qui est écrit n’a pas été acceptée. Vérifiez et réessayez.',
  'not-signed-in': 'Votre session est finie. Connectez-vous à nouveau.',
  forbidden: 'Votre compte ne peut pas faire cela. Au besoin, demandez à l’opérateur de ce réseau.',
  'not-found': 'Ce n’est plus ici. Rouvrez-le depuis le message ou depuis votre liste.',
  conflict: 'Cela a changé entre-temps. Rechargez la page pour voir où on en est.',
  'too-large': 'C’est trop grand. Envoyez quelque chose de plus petit.',
  'unsupported-type': 'Ce genre de fichier n’est pas accepté.',
  'too-many-requests': 'Trop d’essais. Attendez quelques minutes et réessayez.',
  'refused-by-policy': 'Une règle ne le permet pas.',
  'preview-outdated':
    'Les destinataires ont changé. Regardez à nouveau qui le reçoit, puis envoyez.',
  expired: 'Ce lien a déjà servi ou est trop ancien. Demandez-en un autre.',
  'done-unread':
    'C’est fait et cela vaut, mais le résultat n’a pas pu être montré. Ne le refaites pas.',
  unavailable: 'Le réseau ne répond pas en ce moment. Réessayez dans une minute.',
  internal: 'Quelque chose a échoué ici. Réessayez ; si cela recommence, dites-le à l’opérateur.',
}
const FOREIGN: Partial<Record<Language, Record<ErrorCode, string>>> = { es: SPANISH, fr: FRENCH }
const RULE: Record<Language, string> = { en: 'rule', es: 'regla', fr: 'règle' }

const UNREACHABLE: Record<Language, string> = {
  en: 'The exchange cannot be reached. Check the connection and try again.',
  es: 'No se puede llegar a la red. Revise la conexión e intente de nuevo.',
  fr: 'Le réseau est injoignable. Vérifiez la connexion et réessayez.',
}

/** Says to a person what went wrong with anything that was thrown, and what to do next. */
export function describeFault(error: unknown, language: Language = 'en'): string {
  if (error instanceof TypeError) return UNREACHABLE[language]
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  const said = FOREIGN[language]?.[error.code] ?? toSentence(withField(error))
  const rule = error.rule ? `(${RULE[language]}: ${error.rule})` : undefined
  const next = language === 'en' ? NEXT[error.code] : undefined
  return [said, rule, next].filter((part) => part !== undefined).join(' ')
}

/** What a field is called on the screen, where its own name does not say it. */
const FIELDS = new Map([
  ['en', 'English text'],
  ['es', 'Spanish text'],
  ['fr', 'French text'],
  ['tlp', 'TLP marking'],
  ['pap', 'PAP marking'],
  ['basis', 'legal basis'],
  ['maxTlp', 'highest TLP marking'],
  ['actions', 'what to do'],
  ['what', 'what happened'],
  ['min', 'at least (times)'],
  ['window', 'within (seconds)'],
  ['at', 'time'],
])

/** A fault of one field begins with that field as a person knows it, not with its place in the request. */
function withField({ message, path }: ApiError): string {
  if (!path) return message
  const place = path.slice(1).replaceAll('/', '.')
  const rest = message.startsWith(`${place}: `) ? message.slice(place.length + 2) : undefined
  if (rest === undefined) return message
  const names = path
    .split('/')
    .slice(2)
    .filter((name) => name !== 'texts')
  if (names.length === 0) return rest
  return `${names.map(fieldName).join(', ')}: ${rest}`
}

function fieldName(name: string): string {
  if (/^\d+$/.test(name)) return `number ${Number(name) + 1}`
  return FIELDS.get(name) ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function toSentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
