/**
 * Cosignatures (C2SP tlog-cosignature), the Ed25519 kind: a witness states that at a time it saw this checkpoint as the
 * largest consistent one. The ML-DSA-44 kind (signature type 0x06) is not supported: Web Crypto has no ML-DSA in the
 * browsers and Node versions this package runs on, so such lines count as lines by unknown keys.
 */
import { concat, fromText } from './encoding.ts'
import { verifyEd25519 } from './ed25519.ts'
import { ProofError } from './errors.ts'

/** Signs a checkpoint's text as a witness: 8 bytes of time, 64 of signature. */
export async function signCosignature(
  sign: (message: Uint8Array) => Promise<Uint8Array>,
  text: string,
  time: number,
): Promise<Uint8Array> {
  return concat(toUint64(time), await sign(cosignedMessage(text, time)))
}

/** Checks a witness's signature and tells its time, in seconds since 1970; throws `malformed-cosignature` or `bad-signature`. */
export async function verifyCosignature(
  publicKey: Uint8Array,
  text: string,
  cosignature: Uint8Array,
): Promise<{ time: number }> {
  if (cosignature.length !== 72) {
    throw new ProofError('malformed-cosignature', 'a cosignature has 72 bytes')
  }
  const view = new DataView(cosignature.buffer, cosignature.byteOffset)
  const time = Number(view.getBigUint64(0))
  if (!Number.isSafeInteger(time)) {
    throw new ProofError('malformed-cosignature', 'the time is out of range')
  }
  await verifyEd25519(publicKey, cosignedMessage(text, time), cosignature.subarray(8))
  return { time }
}

function cosignedMessage(text: string, time: number): Uint8Array {
  return fromText(`cosignature/v1\ntime ${time}\n${text}`)
}

function toUint64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ProofError('malformed-cosignature', `not a time in seconds: ${value}`)
  }
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(value))
  return new Uint8Array(view.buffer)
}
