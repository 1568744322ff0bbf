export const migration265 = {
  name: '265-corrections',
  sql: `
-- A correction or all-clear is a notice of its own; each office's words have one successor at most.
alter table notices add column corrects uuid references notices;
create index notices_corrects on notices (corrects) where corrects is not null;
alter table notice_targets add column corrects uuid references notice_targets,
  -- How the office had what is corrected: 'mail', 'telephone', 'page'.
  add column told_before text[],
  -- The contact who answered last, by its rank; of answers before this it is not known.
  add column answered_rank int;
create unique index notice_targets_corrects on notice_targets (corrects) where corrects is not null;

-- What goes ahead of other mail.
alter table deliveries add column urgency int not null default 0;
create index deliveries_urgent on deliveries (urgency desc, next_at) where next_at is not null;
`,
}
