/**
 * Operations of the X-Ray API that are there so that clients get on, by path, each with all that it ever answers. What
 * is told them is forgotten.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_Operations.html
 */
export const EMPTY_ANSWERS: Readonly<Record<string, object>> = {
  // Insights: nothing is ever anomalous on a desk.
  '/Insight': {},
  '/InsightEvents': { InsightEvents: [] },
  '/InsightImpactGraph': { Services: [] },
  '/InsightSummaries': { InsightSummaries: [] },
  // Transaction Search: all traces are indexed.
  '/CancelTraceRetrieval': {},
  '/GetIndexingRules': { IndexingRules: [] },
  '/GetRetrievedTracesGraph': { RetrievalStatus: 'COMPLETE', Services: [] },
  '/GetTraceSegmentDestination': { Destination: 'XRay', Status: 'ACTIVE' },
  '/ListRetrievedTraces': { RetrievalStatus: 'COMPLETE', TraceFormat: 'XRAY', Traces: [] },
  '/StartTraceRetrieval': {},
  '/UpdateIndexingRule': {},
  '/UpdateTraceSegmentDestination': { Destination: 'XRay', Status: 'ACTIVE' },
  // Administration: there is no account.
  '/DeleteResourcePolicy': {},
  '/EncryptionConfig': { EncryptionConfig: { Status: 'ACTIVE', Type: 'NONE' } },
  '/ListResourcePolicies': { ResourcePolicies: [] },
  '/ListTagsForResource': { Tags: [] },
  '/PutEncryptionConfig': { EncryptionConfig: { Status: 'ACTIVE', Type: 'NONE' } },
  '/PutResourcePolicy': {},
  '/TagResource': {},
  '/UntagResource': {},
}
