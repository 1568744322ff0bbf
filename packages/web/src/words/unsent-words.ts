import type { Language } from './language.ts'

const en = {
  kept: (label: string, when: string) =>
    `There is no network. You pressed “${label}” (${when}), and this is not sent yet. Leave this page open: it is sent when the network is back.`,
  sentLater: (when: string) =>
    `It was sent just now. That you pressed it before (${when}) was said along.`,
}
type UnsentWords = typeof en

const es: UnsentWords = {
  kept: (label, when) =>
    `No hay red. Usted pulsó «${label}» (${when}) y aún no se ha enviado. Deje abierta esta página: se envía cuando vuelva la red.`,
  sentLater: (when) => `Se envió ahora. También se dijo que usted lo pulsó antes (${when}).`,
}

const fr: UnsentWords = {
  kept: (label, when) =>
    `Il n’y a pas de réseau. Vous avez appuyé sur « ${label} » (${when}) et ce n’est pas encore envoyé. Laissez cette page ouverte : l’envoi se fait au retour du réseau.`,
  sentLater: (when) =>
    `L’envoi vient de se faire. Il est dit aussi que vous aviez appuyé avant (${when}).`,
}

export const UNSENT_WORDS: Record<Language, UnsentWords> = { en, es, fr }
