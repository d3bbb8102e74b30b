/** An answer of a metadata server as an object: an empty one where it is no JSON, or none with fields. */
export type MetadataRecord = Readonly<Record<string, unknown>>

/** `{"Name":"shop"}` → { Name: 'shop' }, `null` → {} */
export function metadataRecord(json: string): MetadataRecord {
  try {
    return recordOf(JSON.parse(json))
  } catch {
    return {}
  }
}

/** The field's own fields; none where it is no object. */
export function recordIn(record: MetadataRecord, field: string): MetadataRecord {
  return recordOf(record[field])
}

/** The field, if it is a text that says something. */
export function textIn(record: MetadataRecord, field: string): string | undefined {
  const value = record[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function recordOf(value: unknown): MetadataRecord {
  return typeof value === 'object' && value !== null ? (value as MetadataRecord) : {}
}
