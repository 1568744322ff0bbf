/** Tables of the log. */
export type LogTables = Record<never, never>
