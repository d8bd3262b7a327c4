import fc from '/tmp/wt/fuzz/node_modules/fast-check/lib/fast-check.js';
import { TARGETS } from '/tmp/wt/fuzz/tests/fuzz/targets/index.ts';
import { writeSync } from 'node:fs';
const [runs, seed, ...names] = process.argv.slice(2);
for (const t of TARGETS) {
  if (names.length && !names.some((n) => t.name.includes(n))) continue;
  let acc = 0, n = 0, slow = 0, s = process.cpuUsage(); const t0 = process.cpuUsage();
  const d = await t.run({ seed: Number(seed), runs: Number(runs), watch: { start() { s = process.cpuUsage(); }, end(o) { n++; if (o === 'accepted') acc++; const c = process.cpuUsage(s); slow = Math.max(slow, (c.user + c.system) / 1000); } } });
  const c = process.cpuUsage(t0);
  writeSync(1, `${t.name}: ${n} acc ${(100 * acc / n).toFixed(0)}% slow ${slow.toFixed(0)} cpu/input ${((c.user + c.system) / 1000 / n).toFixed(2)} ms${d.failed ? ' FAILED' : ''}\n`);
  if (d.failed) writeSync(1, fc.defaultReportMessage(d as never).replace(/    at .*node_modules.*\n/g,'').slice(0, 1500) + '\n');
}
process.exit(0);
