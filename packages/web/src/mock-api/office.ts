import type * as api from '@tocsin/api'
import { DRAFT, NOTICE } from './notices.ts'
import { idOf, MEMBERS, NOW } from './people.ts'

const office = {
  state: 'waiting' as api.TargetState,
  by: undefined as string | undefined,
  notMeAt: undefined as string | undefined,
  questions: [] as api.NoticeQuestion[],
}
/** The notice as the office sees it by now. */
export function officeNotice(): api.OfficeNotice {
  return {
    noticeId: NOTICE.summary.id,
    targetId: idOf(4001),
    from: MEMBERS[1]!,
    place: 'Franklin County, Ohio',
    role: 'clerk',
    kind: 'notice',
    exercise: true,
    tlp: 'green',
    language: 'en',
    texts: DRAFT.texts,
    mainLanguage: 'en',
    sentAt: NOTICE.summary.sentAt,
    state: office.state,
    ...(office.by ? { acknowledgedBy: office.by } : {}),
    ...(office.questions.length > 0 ? { questions: office.questions } : {}),
    contact: {
      rank: 0,
      title: 'County clerk',
      ...(office.notMeAt ? { notMeAt: office.notMeAt } : {}),
    },
    callBackCode: 'HERON-4821',
    closed: false,
    logIndex: 57,
  }
}

export function answerAs(body: api.BodyOf<typeof api.acknowledgeAsOffice>): api.OfficeNotice {
  office.state = body.step
  office.by = body.who ?? office.by
  return officeNotice()
}

export function sayNotThem(): api.OfficeNotice {
  office.notMeAt = NOW
  return officeNotice()
}

export function listQuestions(): { items: api.NoticeQuestion[] } {
  return { items: office.questions }
}

export function askNow({ text }: api.BodyOf<typeof api.askSender>): api.OfficeNotice {
  const { targetId: target, place, role } = officeNotice()
  const id = idOf(4100 + office.questions.length)
  const asked = { id, target, place, role, askedBy: 'County clerk', text, askedAt: NOW }
  office.questions = [...office.questions, asked]
  return officeNotice()
}

export function replyTo(id: string, text: string): api.NoticeQuestion {
  const answer = { text, at: NOW, mail: 'queued' as const }
  office.questions = office.questions.map((one) => (one.id === id ? { ...one, answer } : one))
  return office.questions.find((one) => one.id === id)!
}
