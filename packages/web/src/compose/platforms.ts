import { PLATFORMS } from '../findings/platforms.ts'

/** Platforms that a person may choose; that nobody knows it is no choice for an account that is shared. */
export const PLATFORM_CHOICES = PLATFORMS.filter(({ value }) => value !== 'unknown')

/** A platform's name, or as STIX writes it where it has none here. */
export function nameOfPlatform(value: string): string {
  return PLATFORMS.find((one) => one.value === value)?.label ?? value
}
