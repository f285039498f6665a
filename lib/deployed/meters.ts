/** Metrics as CloudWatch reads them out of the log (embedded metric format). */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { variable } from './functions.ts';
import { DIMENSION, type MetricName, metrics, NAMESPACE } from './metrics.ts';

const units = { Count: MetricUnit.Count, Seconds: MetricUnit.Seconds } as const;

/** Writes them as one line, under the deployment's name and the provider's. */
export const emit = (values: Partial<Record<MetricName, number>>, provider: string): void => {
  const line = new Metrics({ namespace: NAMESPACE, serviceName: variable('name') });
  line.addDimension(DIMENSION, provider);
  for (const [name, value] of Object.entries(values))
    line.addMetric(name, units[metrics[name as MetricName].unit], value);
  line.publishStoredMetrics();
};
