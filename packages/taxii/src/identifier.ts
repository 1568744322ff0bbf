const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const STIX_ID = /^[a-z0-9-]{1,250}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text is a UUID, of any version: collections and statuses are named by nothing else (section 2). */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** Whether a text can name a STIX object. */
export function isStixId(text: string): boolean {
  return STIX_ID.test(text)
}
