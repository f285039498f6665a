// Sums the reports that vitest's json reporter wrote, given as arguments, into one line.
import { readFileSync } from 'node:fs';

const sum = { passed: 0, failed: 0, skipped: 0 };

for (const file of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A run that ended before it could report did not pass.
    sum.failed++;
    continue;
  }
  const before = sum.failed;
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed').length;
    const passed = assertionResults.filter((one) => one.status === 'passed').length;
    sum.passed += passed;
    // A file that fails outside of its tests (an import, a hook) counts once; its tests were not run.
    sum.failed += status === 'failed' ? Math.max(1, failed) : failed;
    sum.skipped += assertionResults.length - passed - failed;
  }
  // Something broke outside of every file, such as a worker that died.
  if (!report.success && sum.failed === before) sum.failed++;
}

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
