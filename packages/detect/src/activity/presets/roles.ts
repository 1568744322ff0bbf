/** What the columns of an export are for, and what an export that is known has where. */

export const ROLES = [
  'account',
  'time',
  'object',
  'content',
  'text',
  'kind',
  'language',
  'links',
  'hashtags',
  'reshareOf',
  'replyTo',
  'media',
  'client',
  'declared',
  'accountCreated',
] as const
export type Role = (typeof ROLES)[number]
export type ColumnMapping = Partial<Record<Role, string>>

export type Preset = {
  readonly name: string
  readonly title: string
  /** Columns that must all be there for the preset to be guessed. */
  readonly needs: readonly string[]
  readonly mapping: ColumnMapping
  /** Roles that no column of it has, whatever a column is called. */
  readonly without?: readonly Role[]
  /** strptime pattern of the times, where they are not ISO 8601 or a number. */
  readonly timeFormat?: string
}
