/**
 * DER elements one after the other (X.690), in place: nothing is copied and nothing is called in itself, so that no depth of
 * nesting costs more than its bytes. Lengths in more bytes than needed are taken as they are, since logs hold such
 * certificates; indefinite ones and those that reach beyond their parent are refused.
 */

/** The element that was entered last: its tag, where its content begins and ends. The next begins at `end`. */
export class Walker {
  tag = 0
  start = 0
  end = 0

  /** Enters the element at `at`; false where none fits before `limit`. */
  enter(bytes: Uint8Array, at: number, limit: number): boolean {
    if (at + 2 > limit) return false
    const tag = bytes[at]!
    // Tags of several bytes stand in no place that a certificate has.
    if ((tag & 0x1f) === 0x1f) return false
    let length = bytes[at + 1]!
    let start = at + 2
    if (length >= 0x80) {
      let more = length & 0x7f
      if (more === 0 || more > 4 || start + more > limit) return false
      length = 0
      for (; more > 0; more--) length = length * 256 + bytes[start++]!
    }
    if (length > limit - start) return false
    this.tag = tag
    this.start = start
    this.end = start + length
    return true
  }

  /** The same where the tag is `tag`. */
  enterTag(bytes: Uint8Array, at: number, limit: number, tag: number): boolean {
    return this.enter(bytes, at, limit) && this.tag === tag
  }
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalTime: 0x18,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
} as const
