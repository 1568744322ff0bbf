/** Platforms that an export may be of; the values are those of STIX (`account-type-ov`) where it has them. */
export const PLATFORMS = [
  { value: 'unknown', label: 'not known' },
  { value: 'bluesky', label: 'Bluesky' },
  { value: 'facebook', label: 'Facebook' },
  { value: 'instagram', label: 'Instagram' },
  { value: 'linkedin', label: 'LinkedIn' },
  { value: 'mastodon', label: 'Mastodon' },
  { value: 'reddit', label: 'Reddit' },
  { value: 'snapchat', label: 'Snapchat' },
  { value: 'telegram', label: 'Telegram' },
  { value: 'threads', label: 'Threads' },
  { value: 'tiktok', label: 'TikTok' },
  { value: 'truth-social', label: 'Truth Social' },
  { value: 'twitch', label: 'Twitch' },
  { value: 'twitter', label: 'X (Twitter)' },
  { value: 'vk', label: 'VK' },
  { value: 'youtube', label: 'YouTube' },
]

/** Layouts that only one platform's exports have. */
const OF_PRESET: Record<string, string> = {
  bluesky: 'bluesky',
  clemson: 'twitter',
  telegram: 'telegram',
  'x-io-archive': 'twitter',
}

/** The platform that an export's layout gives away, else `unknown`. */
export function platformOfPreset(preset: string | undefined): string {
  return OF_PRESET[preset ?? ''] ?? 'unknown'
}
