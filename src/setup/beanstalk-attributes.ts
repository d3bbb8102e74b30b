/**
 * What Elastic Beanstalk's file says of the environment, under the names by which the document has them; nothing when the
 * file is none.
 *
 *     {"environment_name":"shop-prod","version_label":"v7","deployment_id":3}
 *     → { 'service.namespace': 'shop-prod', 'service.version': 'v7', 'service.instance.id': '3' }
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-debugging.html
 */
export function beanstalkAttributes(text = ''): Record<string, string | undefined> {
  try {
    const file = JSON.parse(text) as Record<string, unknown> | null
    const value = (field: string) => {
      const given = file?.[field]
      return typeof given === 'string' || typeof given === 'number' ? `${given}` : undefined
    }
    return {
      'service.namespace': value('environment_name'),
      'service.version': value('version_label'),
      'service.instance.id': value('deployment_id'),
    }
  } catch {
    return {}
  }
}
