import Type, { type Static } from 'typebox'
import { OfficeRole, PlaceKind } from './jurisdictions.ts'
import { LanguageGap, NoticeDraft } from './notices.ts'
import { defineRoute } from './route.ts'
import { Instant, JurisdictionId, Line } from './scalars.ts'
import { WAYS } from './ways.ts'

/** Offices that have less time than the notice gives, since an election is so near. */
export const ShorterClock = Type.Object({
  /** Name of the election. */
  election: Line,
  daysLeft: Type.Integer(),
  answerWithin: Type.Integer(),
  offices: Type.Integer(),
})
export type ShorterClock = Static<typeof ShorterClock>

/** A way to a contact and when it would be used: at once, after those before it, when its hours begin, or outside them. */
const WayPreview = Type.Object({
  way: Type.Enum(WAYS),
  at: Instant,
  because: Type.Enum(['now', 'order', 'hours', 'severe']),
})
export type WayPreview = Static<typeof WayPreview>

export const previewNotice = defineRoute({
  name: 'previewNotice',
  method: 'POST',
  path: '/api/notices/preview',
  access: 'role:analyst',
  summary:
    'Who would be mailed first at each office, offices without a contact, and words a clerk may not know.',
  body: NoticeDraft,
  maxBody: 4 << 20,
  reply: Type.Object({
    lines: Type.Array(
      Type.Object({
        jurisdiction: JurisdictionId,
        place: Line,
        role: OfficeRole,
        contact: Type.Optional(Line),
        /** Further mailboxes, each counted once. */
        alternates: Type.Integer(),
        /** Contacts that are left out because an earlier one has the same mailbox. */
        sameMailbox: Type.Optional(Type.Integer()),
        /** When each way to the first contact beside mail would be used, were it sent now; absent where its order says nothing. */
        ways: Type.Optional(Type.Array(WayPreview)),
        /** Of the hours of these ways. */
        timeZone: Type.Optional(Type.String()),
      }),
    ),
    /** Of the contacts that it would go to; a notice that leaves later goes to exactly these. */
    digest: Type.String(),
    /** Targets with nobody on file: they start as unreachable, which shows on the map. */
    missing: Type.Integer(),
    languageGaps: Type.Optional(Type.Array(LanguageGap)),
    /** Why no mail would go out now and who must act; absent while nothing stops it. */
    mailBlocked: Type.Optional(Type.String()),
    /** Flesch-Kincaid grade of the English text; absent where there is none, since the formula knows no other language. */
    grade: Type.Optional(Type.Number()),
    /** Words that name a party or a political camp, in English, Spanish and French; names of people are not looked for. */
    partyWords: Type.Array(Type.String()),
    clocks: Type.Array(ShorterClock),
    /** It would stand on the public page, in its feed and as an alert for machines. */
    public: Type.Boolean(),
    verdict: Type.Object({ allow: Type.Boolean(), rule: Type.String(), reason: Type.String() }),
    /** Offices that ought to be told too (those of the place above, say), by the rule that says so. */
    alsoOwed: Type.Array(
      Type.Object({
        jurisdiction: JurisdictionId,
        place: Line,
        kind: PlaceKind,
        role: OfficeRole,
        rule: Type.String(),
      }),
    ),
  }),
})
