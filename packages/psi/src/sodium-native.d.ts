/** What is used of sodium-native 5.1, which brings no types. Every function throws when libsodium refuses its input. */
declare module 'sodium-native' {
  const sodium: {
    crypto_scalarmult(out: Buffer, scalar: Buffer, point: Buffer): void
    crypto_core_ed25519_from_uniform(out: Buffer, uniform: Buffer): void
    crypto_core_ed25519_scalar_invert(out: Buffer, scalar: Buffer): void
    crypto_generichash(out: Buffer, input: Buffer, key?: Buffer): void
    crypto_sign_keypair(publicKey: Buffer, secretKey: Buffer): void
    crypto_sign_detached(signature: Buffer, message: Buffer, secretKey: Buffer): void
    crypto_sign_verify_detached(signature: Buffer, message: Buffer, publicKey: Buffer): boolean
    crypto_box_keypair(publicKey: Buffer, secretKey: Buffer): void
    crypto_box_seal(sealed: Buffer, message: Buffer, publicKey: Buffer): void
    crypto_box_seal_open(
      message: Buffer,
      sealed: Buffer,
      publicKey: Buffer,
      secretKey: Buffer,
    ): boolean
    sodium_memzero(bytes: Buffer): void
  }
  export default sodium
}
