import type { PlaybookLanguage } from '@tocsin/api'

type Words = {
  title: string
  call: string
  /** At the desk: what the reporter's page says. */
  told: string
  /** That it is general, and what comes first. */
  hint: string
}

export const PLAYBOOK_WORDS: Record<PlaybookLanguage, Words> = {
  en: {
    title: 'Do this first',
    call: 'Call',
    told: 'What the page of whoever reported says to do first',
    hint: 'This is general advice for what you reported. The rules of your own office come first.',
  },
  es: {
    title: 'Haga esto primero',
    call: 'Llame a',
    told: 'Lo que la página de quien informó dice que haga primero',
    hint: 'Es un consejo general para lo que informó. Primero valen las reglas de su propia oficina.',
  },
  fr: {
    title: 'À faire d’abord',
    call: 'Appelez',
    told: 'Ce que la page de qui a signalé dit de faire d’abord',
    hint: 'C’est un conseil général pour ce que vous signalez. Les règles de votre service passent avant.',
  },
}
