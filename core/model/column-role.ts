/** What a column of a table of articles may hold. */
export const COLUMN_ROLES = [
  'text',
  'title',
  'publisher',
  'author',
  'url',
  'published',
  'language',
  'id',
  'metadata',
  'left-out',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Roles that any number of columns may have; each other role is that of one column. */
export const SHARED_ROLES: ReadonlySet<ColumnRole> = new Set(['text', 'metadata', 'left-out']);
