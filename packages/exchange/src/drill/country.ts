import type { ElectionDraft, NoticeText, NoticeTexts, OfficeRole } from '@tocsin/api'
import type { CastMember } from './cast.ts'

/** A charter of the drill, by the keys of its members. */
type DrillGroup = {
  name: string
  charter: string
  purposes: ('platform-integrity' | 'election-security' | 'research')[]
  legalBasis: string
  maxTlp: 'amber' | 'amber+strict' | 'green'
  members: string[]
}

/** What happens in the drill, in the words of the country. */
type BeatName =
  | 'detect'
  | 'release'
  | 'read'
  | 'tell'
  | 'warn'
  | 'recall'
  | 'answer'
  | 'advise'
  | 'detectAgain'
  | 'refused'
  | 'releaseAgain'
  | 'close'

/** The part of a drill that is of one country: who plays, where, and in which words. */
export type DrillCountry = {
  /** Its country pack. */
  pack: string
  title: string
  /** Monday 09:00 at the seat of its government, in a week that has no election. */
  start: Date
  /** Two or more of each kind; roles, never people. */
  cast: CastMember[]
  /** What the drill's week comes before; on a day that has no election either. */
  election: ElectionDraft
  groups: Record<'tips' | 'room' | 'research', DrillGroup>
  beats: Record<BeatName, string>
  titles: { network: string; told: string; second: string }
  recallReason: string
  closeReason: string
  /** Hashtags and posts of the planted network; `{place}` stands for a place. */
  posts: { hashtags: string[]; messages: string[] }
  warning: NoticeTexts
  /** Regions whose local offices are warned too. */
  warned: string[]
  advisory: NoticeText
  /** Regions that are sent the advisory. */
  advised: string[]
  /** The title of a contact: of the first on file, or of a deputy. */
  titleOf: (role: OfficeRole, place: string, isDeputy: boolean) => string
  /** Who acts at an office, as it answers. */
  acts: Record<'chief-official' | 'clerk', string>
}
