import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Note } from '../ui/feedback.tsx'
import { OWN_NAMES } from '../words/language.ts'
import { BLANK_CONTACT, MOST_CONTACTS, type ContactFields, type FormProps } from './fields.ts'

/** Who is told, by role: each is mailed at the same time. */
export function ContactsFields({ fields, faults, onChange }: FormProps) {
  const { contacts } = fields
  const change = (at: number, part: Partial<ContactFields>) =>
    onChange({ contacts: contacts.map((one, k) => (k === at ? { ...one, ...part } : one)) })
  return (
    <>
      {contacts.map((contact, at) => (
        <Contact
          // Contacts have nothing else to be told apart by, and fields that hold all that they show.
          key={at}
          contact={contact}
          number={at + 1}
          error={faults[`contacts.${at}.email`]}
          titleError={faults[`contacts.${at}.title`] ?? faults[`contacts.${at}.phone`]}
          onChange={(part) => change(at, part)}
          onRemove={
            contacts.length > 1
              ? () => onChange({ contacts: contacts.filter((_, k) => k !== at) })
              : undefined
          }
        />
      ))}
      {contacts.length === 1 ? (
        <Note tone="warn">
          <p>
            Name a second contact: should one mailbox be away or taken over, the other is told too,
            and each can ask the other whether a mail is genuine.
          </p>
        </Note>
      ) : null}
      {contacts.length < MOST_CONTACTS ? (
        <div>
          <Button
            variant="default"
            onClick={() => onChange({ contacts: [...contacts, BLANK_CONTACT] })}
          >
            Add a contact
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Contact(props: {
  contact: ContactFields
  number: number
  error: string | undefined
  titleError: string | undefined
  onChange: (part: Partial<ContactFields>) => void
  onRemove: (() => void) | undefined
}) {
  const { contact, number, error, titleError, onChange, onRemove } = props
  return (
    <fieldset className="plain-set stack">
      <legend>Contact {number}</legend>
      <TextInput
        label="Role"
        description="Such as head of IT: no name of a person is needed"
        required
        maxLength={300}
        value={contact.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        {...(titleError === undefined ? {} : { error: titleError })}
      />
      <TextInput
        label="Mail address"
        description="Better one that is not under the domain to be defended, if there is one"
        type="email"
        required
        maxLength={254}
        value={contact.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
        {...(error === undefined ? {} : { error })}
      />
      <TextInput
        label="Telephone"
        description="To be called by a person where no mail can be delivered"
        type="tel"
        maxLength={300}
        value={contact.phone}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
      />
      <LanguageField contact={contact} onChange={onChange} />
      {onRemove ? (
        <div>
          <Button
            variant="default"
            size="xs"
            aria-label={`Remove contact ${number}`}
            onClick={onRemove}
          >
            Remove
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

function LanguageField(props: {
  contact: ContactFields
  onChange: (part: Partial<ContactFields>) => void
}) {
  const { contact, onChange } = props
  return (
    <NativeSelect
      label="Language of the mail"
      value={contact.language}
      onChange={(event) => onChange({ language: event.currentTarget.value })}
      data={[
        ...Object.entries(OWN_NAMES).map(([value, label]) => ({ value, label })),
        ...(contact.language in OWN_NAMES ? [] : [contact.language]),
      ]}
    />
  )
}
