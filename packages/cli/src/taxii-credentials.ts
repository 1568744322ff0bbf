import type { ClientCredentials } from '@tocsin/taxii'

export type CredentialFlags = {
  user?: string
}

/** Secrets come from the environment, because a command line is visible to every user of the machine. */
export const CREDENTIALS_HELP = `
Secrets are read from the environment: TAXII_TOKEN (Bearer), or TAXII_PASSWORD
with --user (Basic; for a Tocsin exchange any user name, and the API key as password).`

/** The credentials for a TAXII server, or none. */
export function readCredentials(flags: CredentialFlags): ClientCredentials | undefined {
  const { TAXII_TOKEN: token, TAXII_PASSWORD: password } = process.env
  if (flags.user !== undefined) return { user: flags.user, password: password ?? '' }
  return token ? { token } : undefined
}
