import type { Migration } from './migration.ts';

/**
 * The first project file.
 *
 * Foreign keys are deferred: a group of changes may come in any order and must only fit together at its end.
 * What belongs to a record (its fragments, blocks, …) goes with it; one record never takes another along, so
 * that the change log names every record that a change removes.
 *
 * Texts and imported bytes are kept by their SHA-256 and never removed: undo can always bring a document back.
 */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  sql: `
    CREATE TABLE annotator (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      created_at TEXT NOT NULL
    ) STRICT;

    -- One row. The annotator at work is no foreign key: undo may take that annotator away.
    CREATE TABLE project (
      id TEXT NOT NULL PRIMARY KEY,
      created_at TEXT NOT NULL,
      annotator_id TEXT NOT NULL
    ) STRICT;

    -- Every version of the annotation scheme, a JSON document; the highest version is in force.
    CREATE TABLE scheme (
      version INTEGER NOT NULL PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE document_text (
      sha256 TEXT NOT NULL PRIMARY KEY,
      text TEXT NOT NULL,
      code_points INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE document_original (
      sha256 TEXT NOT NULL PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE document (
      id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL,
      text_sha256 TEXT NOT NULL REFERENCES document_text (sha256) DEFERRABLE INITIALLY DEFERRED,
      length INTEGER NOT NULL,
      language TEXT,
      block_rule TEXT NOT NULL,
      publisher TEXT,
      author TEXT,
      url TEXT,
      published_at TEXT,
      file_name TEXT,
      media_type TEXT,
      encoding TEXT,
      bytes_sha256 TEXT,
      imported_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX document_by_text ON document (text_sha256);

    CREATE TABLE block (
      document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      level INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      PRIMARY KEY (document_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE document_metadata (
      document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (document_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE document_status (
      document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
      annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
      state TEXT NOT NULL,
      PRIMARY KEY (document_id, annotator_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE annotation (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
      layer TEXT NOT NULL,
      label TEXT,
      quote TEXT NOT NULL,
      annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
      origin TEXT NOT NULL,
      certainty TEXT NOT NULL,
      note TEXT NOT NULL,
      scheme_version INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX annotation_by_document ON annotation (document_id);
    CREATE INDEX annotation_by_annotator ON annotation (annotator_id, document_id, layer);

    CREATE TABLE fragment (
      annotation_id TEXT NOT NULL REFERENCES annotation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      PRIMARY KEY (annotation_id, position)
    ) STRICT, WITHOUT ROWID;

    -- An attribute that is set. "Not set" is the absence of the row. "is": none, not-applicable, values, links.
    CREATE TABLE attribute (
      annotation_id TEXT NOT NULL REFERENCES annotation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      "is" TEXT NOT NULL,
      PRIMARY KEY (annotation_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attribute_value (
      annotation_id TEXT NOT NULL,
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (annotation_id, name, position),
      FOREIGN KEY (annotation_id, name) REFERENCES attribute (annotation_id, name)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;

    -- Where a link points. target_id is no foreign key: a link to a span that was deleted is a warning.
    CREATE TABLE attribute_link (
      annotation_id TEXT NOT NULL,
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      target_id TEXT,
      text TEXT,
      PRIMARY KEY (annotation_id, name, position),
      FOREIGN KEY (annotation_id, name) REFERENCES attribute (annotation_id, name)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attribute_link_fragment (
      annotation_id TEXT NOT NULL,
      name TEXT NOT NULL,
      link_position INTEGER NOT NULL,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      PRIMARY KEY (annotation_id, name, link_position, position),
      FOREIGN KEY (annotation_id, name, link_position)
        REFERENCES attribute_link (annotation_id, name, position)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE relation (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
      type TEXT NOT NULL,
      source_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
      target_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
      annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX relation_by_document ON relation (document_id);
    CREATE INDEX relation_by_source ON relation (source_id);
    CREATE INDEX relation_by_target ON relation (target_id);
    CREATE INDEX relation_by_annotator ON relation (annotator_id);
    CREATE INDEX document_status_by_annotator ON document_status (annotator_id);

    -- One step of the project's history. Ordered by id, never by time. target_id: the group undone or redone.
    -- The annotator is no foreign key: the log outlives an annotator whose making was undone.
    CREATE TABLE change_group (
      id INTEGER NOT NULL PRIMARY KEY,
      time TEXT NOT NULL,
      annotator_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('create', 'edit', 'import', 'undo', 'redo')),
      action TEXT NOT NULL,
      target_id INTEGER REFERENCES change_group (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;

    -- One record before and after, as canonical JSON. Each row's hash covers the row and the hash before it.
    CREATE TABLE change (
      id INTEGER NOT NULL PRIMARY KEY,
      group_id INTEGER NOT NULL REFERENCES change_group (id) DEFERRABLE INITIALLY DEFERRED,
      kind TEXT NOT NULL,
      record_id TEXT NOT NULL,
      "before" TEXT,
      "after" TEXT,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX change_by_group ON change (group_id);
  `,
};
