/** Where a server strays from TAXII 2.1 and the client went on all the same. */
export type DeviationCode =
  | 'relative-api-root'
  | 'api-root-without-slash'
  | 'bare-version'
  | 'no-version'
  | 'content-type'
  | 'rights-not-boolean'
  | 'missing-date-headers'
  | 'date-format'
  | 'more-without-next'
  | 'no-dates'
  | 'empty-not-found'
  | 'envelope'
  | 'next-refused'

/** What was found, where, and what the client did about it. */
export type Deviation = { code: DeviationCode; url: string; message: string }

export type OnDeviation = (deviation: Deviation) => void
