/**
 * What runs inside the database: functions that write a whole act, or read a whole page, in one call, and the view that lists kinds of act. This folder holds
 * their text in force, a file each with its callers; `migrate` installs it whenever it differs from what the database has.
 * Migrations keep the text with which they were released. A changed signature takes a migration that drops the old one.
 */
import { ANNOUNCE } from './announce.ts'
import { APPEND_LOG } from './append-log.ts'
import { AUDIT_ACTS } from './audit-acts.ts'
import { CONTACT_TITLES } from './contact-titles.ts'
import { FINDING_ENTRIES } from './finding-entries.ts'
import { MARK_READ } from './mark-read.ts'
import { READER } from './reader.ts'
import { RELEASE } from './release.ts'
import { STANDING } from './standing.ts'
import { TAXII_CHANGED } from './taxii-changed.ts'
import { TAXII_PAGE } from './taxii-page.ts'
import { TAXII_REPEAT } from './taxii-repeat.ts'
import { TAXII_SUBMIT } from './taxii-submit.ts'

/** Every function and view of the database that may change without a migration, as statements that replace what is there. */
export const FUNCTIONS = [
  READER,
  APPEND_LOG,
  ANNOUNCE,
  TAXII_CHANGED,
  TAXII_REPEAT,
  STANDING,
  RELEASE,
  TAXII_SUBMIT,
  TAXII_PAGE,
  MARK_READ,
  AUDIT_ACTS,
  CONTACT_TITLES,
  FINDING_ENTRIES,
].join('\n')
