import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { TargetMail } from './notice-targets.ts'
import { OfficeLink, OfficeNotice } from './office-notices.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, ShortProse } from './scalars.ts'

/** A question of an office as the sender of the notice sees it. */
export const NoticeQuestion = Type.Object({
  id: Id,
  target: Id,
  place: Line,
  role: OfficeRole,
  /** Title of the contact whose link it was asked by: who holds that link nobody knows. */
  askedBy: Line,
  text: ShortProse,
  askedAt: Instant,
  answer: Type.Optional(
    Type.Object({
      text: ShortProse,
      at: Instant,
      /** How far its mail to whoever asked has come; `none` where no address is known, as of a printed letter. The page has the answer all the same. */
      mail: TargetMail,
    }),
  ),
})
export type NoticeQuestion = Static<typeof NoticeQuestion>

export const askSender = defineRoute({
  name: 'askSender',
  method: 'POST',
  path: '/api/office-link/question',
  access: 'public',
  summary:
    'Asks the sender of a notice a question. It is no answer to the notice, whose time goes on. The same words again are the same question.',
  body: Type.Object({
    ...OfficeLink.properties,
    text: ShortProse,
    /** When it was pressed by the clock of the device, where it could be sent only later. */
    pressedAt: Type.Optional(Instant),
  }),
  reply: OfficeNotice,
})

const ById = Type.Object({ id: Id })

export const listNoticeQuestions = defineRoute({
  name: 'listNoticeQuestions',
  method: 'GET',
  path: '/api/notices/:id/questions',
  access: 'member',
  summary: 'What offices asked about an own notice, those that wait for an answer first.',
  params: ById,
  reply: Type.Object({ items: Type.Array(NoticeQuestion) }),
})

export const answerQuestion = defineRoute({
  name: 'answerQuestion',
  method: 'POST',
  path: '/api/notices/:id/questions/:question/answer',
  access: 'role:analyst',
  summary:
    "Answers an office's question about an own notice, once: on the office's page, and by mail to whoever asked. The office's duty to answer the notice stays as it is.",
  params: Type.Object({ id: Id, question: Id }),
  body: Type.Object({ text: ShortProse }),
  reply: NoticeQuestion,
})
