import type { CorrectionDraft } from '@tocsin/api'
import { Checkbox, Tabs } from '@mantine/core'
import { nameOfLanguage, OWN_NAMES, toLanguage } from '../words/language.ts'
import { textOf, type NoticeForm } from './notice-form.ts'
import { NoticeTextForm } from './notice-text-form.tsx'

/** What the offices are told, in each language of the country: the first always, the others where they are ticked. */
export function NoticeTexts(props: {
  form: NoticeForm
  languages: readonly string[]
  /** What it corrects something as, where it does. */
  correction?: CorrectionDraft['as']
  onChange: (change: Partial<NoticeForm>) => void
}) {
  const { form, languages, onChange } = props
  const [main, ...others] = languages
  const tick = (language: string, wanted: boolean) =>
    onChange({
      without: wanted
        ? form.without.filter((one) => one !== language)
        : [...form.without, language],
    })
  return (
    <div className="stack">
      {others.map((language) => (
        <Checkbox
          key={language}
          label={`Also in ${nameOfLanguage(language)}`}
          checked={!form.without.includes(language)}
          onChange={(event) => tick(language, event.currentTarget.checked)}
        />
      ))}
      <Tabs defaultValue={main ?? null} keepMounted={false}>
        <Tabs.List>
          {languages.map((language) => (
            <Tabs.Tab key={language} value={language} disabled={form.without.includes(language)}>
              {ownName(language)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((language) => (
          <Tabs.Panel key={language} value={language} pt="sm">
            <NoticeTextForm
              lang={language}
              text={textOf(form, language)}
              {...(props.correction ? { correction: props.correction } : {})}
              onChange={(text) => onChange({ texts: { ...form.texts, [language]: text } })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}

function ownName(tag: string): string {
  const language = toLanguage(tag)
  return language ? OWN_NAMES[language] : nameOfLanguage(tag)
}
