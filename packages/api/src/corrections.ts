import Type, { type Static } from 'typebox'
import { OfficeRole } from './jurisdictions.ts'
import { ShorterClock } from './notice-preview.ts'
import { AnswerWithin, LanguageGap, Notice, NoticeTexts, SendKey } from './notices.ts'
import { ToldBy } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import { Id, JurisdictionId, Line } from './scalars.ts'

/** What is sent to everybody who was told before: what was wrong and what is right, or that it is over. */
export const CorrectionDraft = Type.Object({
  as: Type.Enum(['correction', 'all-clear']),
  /** A correction says in each language what was wrong (`wrong`) and what is right (`what`). */
  texts: NoticeTexts,
  answerWithin: AnswerWithin,
  /** Only to the offices of these places; without it to every office that was told. */
  places: Type.Optional(
    Type.Array(JurisdictionId, { minItems: 1, maxItems: 12000, uniqueItems: true }),
  ),
})
export type CorrectionDraft = Static<typeof CorrectionDraft>

const ById = Type.Object({ id: Id })

export const previewCorrection = defineRoute({
  name: 'previewCorrection',
  method: 'POST',
  path: '/api/notices/:id/correction/preview',
  access: 'role:analyst',
  summary:
    'Who would be mailed a correction or all-clear of an own notice at once, who has to be called, and who never had the notice.',
  params: ById,
  body: CorrectionDraft,
  maxBody: 4 << 20,
  reply: Type.Object({
    lines: Type.Array(
      Type.Object({
        jurisdiction: JurisdictionId,
        place: Line,
        role: OfficeRole,
        /** How the office had the notice; empty where nobody there is known to have had it. */
        toldBefore: Type.Array(ToldBy),
        /** Who is asked to confirm, the first to be mailed. */
        contact: Type.Optional(Line),
        /** Mails that go out at once. */
        atOnce: Type.Integer(),
        /** Contacts whose turn comes where nobody answers. */
        later: Type.Integer(),
      }),
    ),
    /** Offices that have a correction of their own already, which is what can be corrected there. */
    corrected: Type.Integer(),
    languageGaps: Type.Array(LanguageGap),
    clocks: Type.Array(ShorterClock),
    mailBlocked: Type.Optional(Type.String()),
    verdict: Type.Object({ allow: Type.Boolean(), rule: Type.String(), reason: Type.String() }),
  }),
})

export const correctNotice = defineRoute({
  name: 'correctNotice',
  method: 'POST',
  path: '/api/notices/:id/correction',
  access: 'role:analyst',
  summary:
    'Corrects or clears an own notice: goes at once, ahead of other mail, to everybody whom it was handed to; its open clocks end.',
  params: ById,
  body: Type.Object({
    ...CorrectionDraft.properties,
    sendKey: Type.Optional(SendKey),
  }),
  maxBody: 4 << 20,
  reply: Notice,
  status: 201,
})
