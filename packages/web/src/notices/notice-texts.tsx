import { Checkbox, Tabs } from '@mantine/core'
import type { NoticeForm } from './notice-form.ts'
import { NoticeTextForm } from './notice-text-form.tsx'

/** What the offices are told, in each language. */
export function NoticeTexts(props: {
  form: NoticeForm
  onChange: (change: Partial<NoticeForm>) => void
}) {
  const { form, onChange } = props
  return (
    <div className="stack">
      <Checkbox
        label="Also in Spanish"
        checked={form.withSpanish}
        onChange={(event) => onChange({ withSpanish: event.currentTarget.checked })}
      />
      <Tabs defaultValue="en" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="en">English</Tabs.Tab>
          <Tabs.Tab value="es" disabled={!form.withSpanish}>
            Español
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="en" pt="sm">
          <NoticeTextForm lang="en" text={form.en} onChange={(en) => onChange({ en })} />
        </Tabs.Panel>
        <Tabs.Panel value="es" pt="sm">
          <NoticeTextForm lang="es" text={form.es} onChange={(es) => onChange({ es })} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
