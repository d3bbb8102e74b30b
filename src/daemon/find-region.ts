import { readFile } from 'node:fs/promises'

/** A file of the container agent of ECS has some kB. */
const MAX_FILE_CHARS = 1_000_000

/**
 * The region that the environment names: `AWS_REGION`, else the one of the ECS task that this is, as the container
 * agent's file has it; '' when neither does.
 *
 *     { TaskARN: 'arn:aws:ecs:eu-west-1:123456789012:task/…' } → 'eu-west-1'
 *
 * @param isLocal whether nothing is to be read of where this runs
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-metadata.html
 */
export async function findRegion(environment: NodeJS.ProcessEnv, isLocal: boolean): Promise<string> {
  const {
    AWS_REGION: region,
    ECS_ENABLE_CONTAINER_METADATA: isEcs,
    ECS_CONTAINER_METADATA_FILE: path,
  } = environment
  if (region) return region
  if (isLocal || isEcs !== 'true' || !path) return ''
  try {
    const text = await readFile(path, 'utf8')
    const { TaskARN: arn } = JSON.parse(text.slice(0, MAX_FILE_CHARS))
    return String(arn).split(':')[3] ?? ''
  } catch {
    return ''
  }
}
