/** Everything that can go wrong in this package, by code. */
export type DetectErrorCode =
  | 'NO_INPUT'
  | 'NOT_FOUND'
  | 'UNREADABLE'
  | 'UNKNOWN_FORMAT'
  | 'MIXED_FORMATS'
  | 'EMPTY'
  | 'WRONG_ENCODING'
  | 'LINE_TOO_LONG'
  | 'MALFORMED'
  | 'UNKNOWN_COLUMN'
  | 'COLUMNS_NEEDED'
  | 'NULL_VALUE'
  | 'BAD_TIME'
  | 'MIXED_ZONES'
  | 'TIME_OUT_OF_RANGE'
  | 'DUPLICATE_CONTENT'
  | 'DAMAGED_ID'
  | 'TOO_MANY'
  | 'OUT_OF_MEMORY'
  | 'BAD_OPTION'
  | 'BAD_TARGET'
  | 'CANCELLED'
  | 'ENGINE_UNREACHABLE'
  | 'ENGINE_DENIED'
  | 'ENGINE_FAILED'
  | 'ENGINE_INCOMPLETE'

/** Where in the input: rows and lines count from 1; a row is a record after the header, a line is a line of the file. */
export type DetectErrorPlace = {
  readonly file?: string
  readonly row?: number
  readonly line?: number
  readonly column?: string
}

/** What a person may answer where an input can be read in more than one way. */
export type DetectErrorHelp = {
  /** The reading option that settles it. */
  readonly option: 'timeFormat' | 'columns' | 'allowMixedZones'
  /** Values of the input that leave it open. */
  readonly examples: readonly string[]
  /** Values for the option, and what each makes of the first example; empty where the person must write one. */
  readonly choices: readonly {
    readonly value: string
    readonly words: string
    readonly reads?: string
  }[]
  /** How to say it on the command line. */
  readonly hint: string
}

/** A failure with its place, so that a person can mend the input or say how it is to be read. */
export class DetectError extends Error {
  override readonly name = 'DetectError'
  readonly code: DetectErrorCode
  readonly place: DetectErrorPlace
  readonly help: DetectErrorHelp | null
  /** The message without what concerns the command line alone. */
  readonly plain: string

  constructor(
    code: DetectErrorCode,
    message: string,
    place: DetectErrorPlace = {},
    { help, ...options }: ErrorOptions & { readonly help?: DetectErrorHelp } = {},
  ) {
    const plain = printable(withPlace(message, place))
    super(help === undefined ? plain : `${plain}; ${help.hint}`, options)
    this.code = code
    this.place = place
    this.help = help ?? null
    this.plain = plain
  }
}

function withPlace(message: string, { file, row, line, column }: DetectErrorPlace): string {
  const parts = [
    file,
    line !== undefined && `line ${line}`,
    row !== undefined && `row ${row}`,
    column !== undefined && `column "${column}"`,
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}: ${message}` : message
}

/** An error may cite the input, and goes to a terminal: without control and direction characters. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
