import type {
  Counts,
  Coverage,
  Notice,
  NoticeDraft,
  NoticeEvent,
  Target,
  TargetState,
} from '@tocsin/api'
import { idOf, MEMBERS, NOW } from './people.ts'
import { placeName, placeWith, STATES } from './places.ts'

const SENT = '2026-10-20T12:00:00.000Z'

export const DRAFT: NoticeDraft = {
  kind: 'notice',
  tlp: 'green',
  texts: {
    en: {
      subject: 'False closing times are being spread about your polling places',
      what: 'Since Sunday, 64 accounts have posted that polling places close at noon. They post the same words within a minute of each other. The posts name your state.',
      howSure: 'We are sure that the accounts act together. We do not know who runs them.',
      actions: [
        'Put the right opening hours on your home page today.',
        'Tell your front desk what to say to voters who call.',
        'Call us if a voter was turned away or stayed home.',
      ],
      whoToCall: 'Election Security Agency duty desk, +1 555 0147, day and night',
    },
    es: {
      subject: 'Circulan horarios de cierre falsos sobre sus centros de votación',
      what: 'Desde el domingo, 64 cuentas han publicado que los centros de votación cierran al mediodía. Publican las mismas palabras con menos de un minuto de diferencia. Nombran a su estado.',
      howSure: 'Estamos seguros de que las cuentas actúan juntas. No sabemos quién las maneja.',
      actions: [
        'Ponga hoy el horario correcto en su página de inicio.',
        'Diga a su personal qué responder a los votantes que llamen.',
        'Llámenos si un votante fue rechazado o se quedó en casa.',
      ],
      whoToCall: 'Agencia de Seguridad Electoral, +1 555 0147, día y noche',
    },
  },
  targets: [],
  answerWithin: 120,
}

const PATTERN: TargetState[] = [
  'understood',
  'told',
  'acted',
  'overdue',
  'waiting',
  'understood',
  'unreachable',
]

function targetsAt(at: string): Target[] {
  const states = STATES.filter((_, index) => index % 4 !== 3)
  const rows = [...states.map((place) => place.id), '39049', '39035', '39061', '13121', '12086']
  const passed = (Date.parse(at) - Date.parse(SENT)) / 60_000
  return rows.map((jurisdiction, index) => {
    const answered = index * 3
    const state = passed < answered ? 'waiting' : PATTERN[index % PATTERN.length]!
    const done = state === 'understood' || state === 'acted'
    return {
      id: idOf(4000 + index),
      jurisdiction,
      lineage: placeWith(jurisdiction).lineage,
      place: placeName(jurisdiction),
      role: placeWith(jurisdiction).accountable ?? 'clerk',
      state,
      contact: 'Head of the office',
      attempt: state === 'overdue' ? 2 : 1,
      ...(state === 'overdue'
        ? { mails: { queued: 0, handedOver: 1, failed: 1, returned: 0 } }
        : {}),
      dueAt: '2026-10-20T14:00:00.000Z',
      ...(done
        ? { acknowledgedBy: 'Deputy director', acknowledgedAt: '2026-10-20T12:40:00.000Z' }
        : {}),
      ...(state === 'unreachable'
        ? { fault: 'no such mailbox; the hub operator must find another contact' }
        : {}),
    }
  })
}

function countOf(targets: Target[]): Counts {
  const counts = { waiting: 0, told: 0, understood: 0, acted: 0, overdue: 0, unreachable: 0 }
  for (const target of targets) counts[target.state]++
  return counts
}

export function coverageAt(at = NOW): Coverage {
  const targets = targetsAt(at)
  return { at, counts: countOf(targets), targets }
}

export const NOTICE: Notice = {
  summary: {
    id: idOf(301),
    kind: 'notice',
    from: MEMBERS[1]!,
    subject: DRAFT.texts.en!.subject,
    tlp: 'green',
    sentAt: SENT,
    counts: countOf(targetsAt(NOW)),
    logIndex: 41,
  },
  texts: DRAFT.texts,
  mainLanguage: 'en',
  answerWithin: 120,
}

export const EVENTS: NoticeEvent[] = targetsAt(NOW).flatMap((target, index) => [
  {
    at: SENT,
    target: target.id,
    place: target.place,
    kind: 'delivery.sent',
    detail: 'mail accepted for the head of the office',
    logIndex: 42 + 2 * index,
  },
  {
    at: new Date(Date.parse(SENT) + index * 180_000).toISOString(),
    target: target.id,
    place: target.place,
    kind: `notice.${target.state}`,
    detail: 'by the link in the mail',
    logIndex: 43 + 2 * index,
  },
])
