import type { Entity } from '../../../local/index.ts'
import { overviewOf, resourcesOf, sqlOf } from '../../model/describe-row.ts'
import { exceptionsOf } from '../../model/exceptions.ts'
import { linkedTraces } from '../../model/linked-traces.ts'
import type { TraceRow, TraceTree } from '../../model/trace-tree.ts'
import { strings } from '../../strings.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { FactList } from '../parts/fact-list.tsx'
import { Icon } from '../parts/icon.tsx'
import { JsonTree } from '../parts/json-tree.tsx'
import { OutcomeBadge } from '../parts/outcome-badge.tsx'
import { type Tab, Tabs } from '../parts/tabs.tsx'
import { ExceptionList } from './exception-list.tsx'
import { LinkedList } from './linked-list.tsx'

type TabName = keyof typeof strings.trace.tabs

interface DetailsPanelProps {
  tree: TraceTree
  row: TraceRow
  tab: string | undefined
  onTab: (tab: string) => void
  onSelect: (index: number) => void
  onClose: () => void
}

/** All that is known of a segment or subsegment, under the console's own tabs; those without content are left out. */
export function DetailsPanel({ tree, row, tab, onTab, onSelect, onClose }: DetailsPanelProps) {
  return (
    <aside class="details" aria-label={strings.trace.details}>
      <header>
        <h2>
          {row.entity.name} <OutcomeBadge outcome={row.isInProgress ? 'progress' : row.outcome} />
        </h2>
        <button type="button" class="quiet" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <Tabs
        id="details"
        label={strings.trace.details}
        tabs={tabsOf(tree, row, onSelect)}
        chosen={tab}
        onChoose={onTab}
      />
    </aside>
  )
}

function tabsOf(tree: TraceTree, row: TraceRow, onSelect: (index: number) => void): Tab<TabName>[] {
  const { annotations = {}, metadata = {} } = row.entity
  const resources = resourcesOf(row)
  const exceptions = exceptionsOf(tree, row)
  const sql = sqlOf(row)
  const annotated = Object.entries(annotations).map(([key, value]) => [key, String(value)] as const)
  const all: (Tab<TabName> & { isEmpty?: boolean })[] = [
    tab('overview', () => (
      <>
        <LinkedList linked={linkedTraces(tree, [row])} />
        <FactList facts={overviewOf(tree, row)} />
      </>
    )),
    tab('resources', () => <FactList facts={resources} />, resources.length === 0),
    tab('annotations', () => <FactList facts={annotated} />, annotated.length === 0, annotated.length),
    tab('metadata', () => <MetadataOf metadata={metadata} />, Object.keys(metadata).length === 0),
    tab(
      'exceptions',
      () => <ExceptionList exceptions={exceptions} onSelect={onSelect} />,
      exceptions.length === 0,
      exceptions.length,
    ),
    tab(
      'sql',
      () => (
        <>
          {sql.statement !== undefined && <pre>{sql.statement}</pre>}
          <FactList facts={sql.facts} />
        </>
      ),
      sql.statement === undefined && sql.facts.length === 0,
    ),
    tab('raw', () => <RawOf entity={row.entity} />),
  ]
  return all.filter(({ isEmpty }) => !isEmpty)
}

function tab(name: TabName, content: Tab<TabName>['content'], isEmpty = false, count = 0) {
  const label = strings.trace.tabs[name]
  return { name, label: count > 0 ? `${label} ${count}` : label, content, isEmpty }
}

function MetadataOf({ metadata }: { metadata: object }) {
  return (
    <>
      {Object.entries(metadata).map(([namespace, value]) => (
        <JsonTree key={namespace} name={namespace} value={value} />
      ))}
    </>
  )
}

/** What is nested in it has a row of its own. */
function RawOf({ entity }: { entity: Entity }) {
  const { subsegments: _, ...own } = entity
  const text = JSON.stringify(own, undefined, 2)
  return (
    <>
      <CopyButton text={text} />
      <pre>{text}</pre>
    </>
  )
}
