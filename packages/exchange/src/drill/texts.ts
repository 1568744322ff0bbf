import type { NoticeText } from '@tocsin/api'

export const WARNING_EN: NoticeText = {
  subject: 'False posts about closed polling places',
  what: 'A group of accounts posts that polling places moved or closed. The posts name real counties. They are false.',
  howSure: 'We saw the posts ourselves. The accounts act as one. We do not know who runs them.',
  actions: [
    'Check that your web page shows the right polling places',
    'Tell your staff to point callers to that page',
    'Send us any false post you see',
  ],
  whoToCall: 'Duty desk, Federal Agency A: 555-0100, day and night',
}

export const WARNING_ES: NoticeText = {
  subject: 'Mensajes falsos sobre lugares de votación cerrados',
  what: 'Un grupo de cuentas publica que los lugares de votación cambiaron o cerraron. Los mensajes nombran condados reales. Son falsos.',
  howSure: 'Vimos los mensajes. Las cuentas actúan como una sola. No sabemos quién las maneja.',
  actions: [
    'Revise que su página muestre los lugares correctos',
    'Pida a su personal que dirija a la gente a esa página',
    'Envíenos cualquier mensaje falso que vea',
  ],
  whoToCall: 'Mesa de guardia, Agencia Federal A: 555-0100, día y noche',
}

export const ADVISORY_TEXT: NoticeText = {
  subject: 'Be ready for false claims on election night',
  what: 'In past elections false claims spread fast while votes were counted. We expect the same this week.',
  howSure: 'This is a general warning. We have no sign of a plan against any one place.',
  actions: [
    'Agree today on who speaks for your office',
    'Have your counting times ready to publish',
  ],
  whoToCall: 'Duty desk, Federal Agency B: 555-0101, day and night',
}
