/** The address to which one mail comes back (VERP): it says which, and nobody but the exchange can make one. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { writeSettingOnce, readSetting } from '../db/settings.ts'

const SETTING = 'return-path-key'
/** Hexadecimal digits of the code: 80 bits. */
const CODE = 20
const LOCAL_PART = new RegExp(`^b-([0-9a-f]{32})-([0-9a-f]{${CODE}})$`)

/** The key of the codes, made when it is first asked for; all processes have the same. */
export async function returnPathKey(db: Db): Promise<Uint8Array> {
  const key =
    (await readSetting(db, SETTING)) ??
    (await writeSettingOnce(db, SETTING, randomBytes(32).toString('hex')))
  return Buffer.from(key, 'hex')
}

/** The address to which delivery `id` comes back. Digits and small letters alone: some servers change capitals. */
export function toReturnPath(key: Uint8Array, id: string, domain: string): string {
  const digits = id.replaceAll('-', '')
  return `b-${digits}-${codeOf(key, digits)}@${domain}`
}

/** The id of the delivery that comes back to an address, where we made the address; else nothing. */
export function readReturnPath(
  key: Uint8Array,
  address: string,
  domain: string,
): string | undefined {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return undefined
  const [, digits, code] = LOCAL_PART.exec(address.slice(0, at).toLowerCase()) ?? []
  if (digits === undefined || code === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(key, digits)))) return undefined
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function codeOf(key: Uint8Array, digits: string): string {
  return createHmac('sha256', key).update(`bounce ${digits}`).digest('hex').slice(0, CODE)
}
