/** The resources of TAXII 2.1 as they stand on the wire: names and nesting exactly as the specification's tables. */

/** The one media type of TAXII 2.1 (section 1.6.8). */
export const TAXII_MEDIA_TYPE = 'application/taxii+json;version=2.1'

/** Section 4.1.1. `api_roots` may be absolute or start with a single slash. */
export type Discovery = {
  title: string
  description?: string
  contact?: string
  default?: string
  api_roots?: string[]
}

/** Section 4.2.1. `max_content_length` in octets. */
export type ApiRoot = {
  title: string
  description?: string
  versions: string[]
  max_content_length: number
}

/** Section 5.2.1; the two rights are those of the caller who asked. */
export type Collection = {
  id: string
  title: string
  description?: string
  alias?: string
  can_read: boolean
  can_write: boolean
  media_types?: string[]
}

/** Section 4.3.1, type status-details. */
export type StatusDetails = { id: string; version: string; message?: string }

/** Section 4.3.1. */
export type Status = {
  id: string
  status: 'complete' | 'pending'
  request_timestamp?: string
  total_count: number
  success_count: number
  successes?: StatusDetails[]
  failure_count: number
  failures?: StatusDetails[]
  pending_count: number
  pendings?: StatusDetails[]
}

/** Section 5.3.1, type manifest-record. */
export type ManifestRecord = {
  id: string
  date_added: string
  version: string
  media_type?: string
}

/** Section 3.7. */
export type Envelope = { more?: boolean; next?: string; objects?: Record<string, unknown>[] }

/** Section 5.3.1. `next` is not in its table, yet sections 3.4 and 3.5 page manifests by it. */
export type Manifest = { more?: boolean; next?: string; objects?: ManifestRecord[] }

/** Section 5.8.1. */
export type Versions = { more?: boolean; next?: string; versions?: string[] }

/** Section 3.6.1. */
export type ErrorMessage = {
  title: string
  description?: string
  error_id?: string
  error_code?: string
  http_status?: string
  external_details?: string
  details?: Record<string, unknown>
}
