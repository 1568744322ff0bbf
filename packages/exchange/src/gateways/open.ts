import type { TextChannel } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import type { Gateway } from './gateway.ts'
import { smppGateway, type SmppOptions } from './smpp.ts'
import { webhookGateway, type WebhookOptions } from './webhook.ts'

/** What the configuration says of the gateways. */
type GatewayConfig = {
  smsUrl?: string | undefined
  voiceUrl?: string | undefined
  faxUrl?: string | undefined
  gatewaySecret?: string | undefined
  smsFrom?: string | undefined
  gatewayOnPrivateNetwork?: boolean | undefined
}

/** The gateway of short messages that the configuration names, if it names one. Throws `bad-request` as `checkGateways`. */
export function openSmsGateway(config: GatewayConfig, now: () => Date): Gateway | undefined {
  const { smsUrl } = config
  if (smsUrl === undefined) return undefined
  return isHttp(smsUrl)
    ? webhookGateway({ ...toWebhook(config, 'sms'), now })
    : smppGateway(toSmpp(config))
}

/** The gateway of calls in which a machine speaks, likewise. */
export function openVoiceGateway(config: GatewayConfig, now: () => Date): Gateway | undefined {
  return openWebhook(config, 'voice', now)
}

/** The gateway of faxes, likewise. */
export function openFaxGateway(config: GatewayConfig, now: () => Date): Gateway | undefined {
  return openWebhook(config, 'fax', now)
}

function openWebhook(
  config: GatewayConfig,
  channel: 'voice' | 'fax',
  now: () => Date,
): Gateway | undefined {
  return config[SETTINGS[channel]] === undefined
    ? undefined
    : webhookGateway({ ...toWebhook(config, channel), now })
}

/** Whether what is said of the gateways is whole. Throws `bad-request`, which names the setting and no secret. */
export function checkGateways(config: GatewayConfig): void {
  const { smsUrl, voiceUrl, faxUrl } = config
  if (smsUrl !== undefined && isHttp(smsUrl)) toWebhook(config, 'sms')
  else if (smsUrl !== undefined) toSmpp(config)
  if (voiceUrl !== undefined) toWebhook(config, 'voice')
  if (faxUrl !== undefined) toWebhook(config, 'fax')
}

function isHttp(url: string): boolean {
  return /^https?:/.test(url)
}

/** Bytes of a secret that Standard Webhooks ask for. */
const SECRET_BYTES = { least: 24, most: 64 }

const SETTINGS = { sms: 'smsUrl', voice: 'voiceUrl', fax: 'faxUrl' } as const

function toWebhook(config: GatewayConfig, channel: TextChannel): Omit<WebhookOptions, 'now'> {
  const setting = SETTINGS[channel]
  const url = URL.parse(config[setting]!)
  const { gatewaySecret: secret, gatewayOnPrivateNetwork: allowPrivate = false } = config
  if (!url) throw wrong(setting, 'must be like https://gateway.example/messages')
  if (url.username || url.password) throw wrong(setting, 'must hold no login; calls are signed')
  if (url.protocol === 'http:' && !allowPrivate)
    throw wrong(setting, 'must be https, unless gatewayOnPrivateNetwork is set')
  const size = Buffer.from((secret ?? '').replace(/^whsec_/, ''), 'base64').length
  if (secret === undefined || size < SECRET_BYTES.least || size > SECRET_BYTES.most)
    throw wrong('gatewaySecret', 'must be whsec_ and 24 to 64 random bytes in base64')
  return { url, secret, channel, from: config.smsFrom, allowPrivate }
}

function toSmpp({ smsUrl, smsFrom, gatewayOnPrivateNetwork }: GatewayConfig): SmppOptions {
  const url = URL.parse(smsUrl!)
  if (!url?.hostname || !url.username)
    throw wrong('smsUrl', 'must be like smpps://login:password@smpp.example:3550')
  if (smsFrom === undefined)
    throw wrong('smsFrom', 'must say from which number or name messages go')
  const tls = url.protocol === 'smpps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (tls ? 3550 : 2775) : Number(url.port),
    tls,
    systemId: decode(url.username),
    password: decode(url.password),
    from: smsFrom,
    allowPrivate: gatewayOnPrivateNetwork ?? false,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw wrong('smsUrl', 'has a login that is not encoded as in a URL', cause)
  }
}

function wrong(setting: string, what: string, cause?: unknown): ExchangeError {
  return new ExchangeError('bad-request', `config.json.${setting}: ${what}`, { cause })
}
