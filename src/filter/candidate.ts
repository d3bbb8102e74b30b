/** Something that could stand at one place of a filter. */
export interface Candidate {
  /** As it is written; of values what kind of value it is, in words. */
  text: string
  kind: 'keyword' | 'operator' | 'value' | 'sign' | 'word'
  about: string
  /** Of values: whose values they are, such as `http.url` or `annotation[plan]`. */
  of?: string
  /** It can stand there, but a message need not say so. */
  isAside?: boolean
}
