import { ExchangeError } from '../errors.ts'
import type { Gateway } from './gateway.ts'
import { smppGateway, type SmppOptions } from './smpp.ts'

/** What the configuration says of the gateways. */
type GatewayConfig = {
  smsUrl?: string | undefined
  smsFrom?: string | undefined
  gatewayOnPrivateNetwork?: boolean | undefined
}

/** The gateway of short messages that the configuration names, if it names one. Throws `bad-request` as `checkGateways`. */
export function openSmsGateway(config: GatewayConfig): Gateway | undefined {
  return config.smsUrl === undefined ? undefined : smppGateway(toSmpp(config))
}

/** Whether what is said of the gateways is whole. Throws `bad-request`, which names the setting and no secret. */
export function checkGateways(config: GatewayConfig): void {
  if (config.smsUrl !== undefined) toSmpp(config)
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
