import Type, { type Static } from 'typebox'
import { OfficeRole, PlaceKind } from './jurisdictions.ts'
import { ShorterClock } from './notice-preview.ts'
import { AnswerWithin, LanguageGap, Notice, NoticeTexts, SendKey } from './notices.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, JurisdictionId, Line } from './scalars.ts'

/**
 * What goes to the offices that a notice did not go to: their place is not among those known to be hit, as of a time and as
 * far as the sender knows. The exchange computes whom it goes to, and says that sentence itself, in each language.
 */
export const NotHitDraft = Type.Object({
  /** The sender's own words beside that sentence; they name no place that is hit. */
  texts: NoticeTexts,
  /** Up to when the sender knows so: not before the notice itself, and not to come. */
  knownAt: Instant,
  /** Without it no clock runs: whoever does not answer is never overdue, and no alternate is asked for it. */
  answerWithin: Type.Optional(AnswerWithin),
  /** Kinds of place; without it those of the places that are hit. */
  kinds: Type.Optional(Type.Array(PlaceKind, { minItems: 1, maxItems: 20, uniqueItems: true })),
  /** Only places at or below this one. */
  within: Type.Optional(JurisdictionId),
  /** Places of which the sender does not know it. */
  without: Type.Optional(Type.Array(JurisdictionId, { maxItems: 12000, uniqueItems: true })),
})
export type NotHitDraft = Static<typeof NotHitDraft>

/** Places that are told nothing by this, by why. */
export const NotHitLeftOut = Type.Object({
  /** They had the notice, a correction of it, or a correction of what they were told before. */
  told: Type.Integer(),
  /** They stand above or below a place that is hit. */
  overlapping: Type.Integer(),
  /** They run the vendor's system that the notice is about, by what is on file now. */
  running: Type.Integer(),
  /** The sender left them out. */
  bySender: Type.Integer(),
})
export type NotHitLeftOut = Static<typeof NotHitLeftOut>

const ById = Type.Object({ id: Id })

export const previewNotHit = defineRoute({
  name: 'previewNotHit',
  method: 'POST',
  path: '/api/notices/:id/not-hit/preview',
  access: 'role:analyst',
  summary:
    'Which offices would be told that their place is not among those known to be hit by what an own notice is about, and who is left out and why.',
  params: ById,
  body: NotHitDraft,
  maxBody: 4 << 20,
  reply: Type.Object({
    /** Binds a sending to these offices: it is refused where they have changed. */
    digest: Type.String(),
    lines: Type.Array(
      Type.Object({
        jurisdiction: JurisdictionId,
        place: Line,
        kind: PlaceKind,
        role: OfficeRole,
        contact: Type.Optional(Line),
        alternates: Type.Integer(),
        /** Told along with a place below it. */
        along: Type.Boolean(),
        /** The newest other notice of the sender that went to the place and holds: whether it tells that the place is hit, a person has to read. */
        otherNotice: Type.Optional(Type.Object({ id: Id, subject: Line, sentAt: Instant })),
      }),
    ),
    /** Offices with nobody on file: they start as unreachable. */
    missing: Type.Integer(),
    /** Offices that were told the same before, of this notice. */
    again: Type.Integer(),
    leftOut: NotHitLeftOut,
    /** Kinds of place that could be told, with how many places there are of each. */
    kinds: Type.Array(
      Type.Object({ kind: PlaceKind, places: Type.Integer(), chosen: Type.Boolean() }),
    ),
    languageGaps: Type.Array(LanguageGap),
    clocks: Type.Array(ShorterClock),
    mailBlocked: Type.Optional(Type.String()),
    /** Flesch-Kincaid grade of the English text. */
    grade: Type.Optional(Type.Number()),
    /** The place of those that are hit which the words name, where they name one. */
    names: Type.Optional(Line),
    verdict: Type.Object({ allow: Type.Boolean(), rule: Type.String(), reason: Type.String() }),
  }),
})

export const sendNotHit = defineRoute({
  name: 'sendNotHit',
  method: 'POST',
  path: '/api/notices/:id/not-hit',
  access: 'role:analyst',
  summary:
    'Tells the offices that an own notice did not go to that their place is not among those known to be hit, as of a time; who is hit is never named.',
  params: ById,
  body: Type.Object({
    ...NotHitDraft.properties,
    /** Of the preview that was looked at. */
    digest: Type.String({ minLength: 64, maxLength: 64 }),
    sendKey: Type.Optional(SendKey),
    again: Type.Optional(Type.Boolean()),
  }),
  maxBody: 4 << 20,
  reply: Notice,
  status: 201,
})
