import { passwordProblem } from '@/lib/passwords';

/* Judging a new password, at its longest and made to be looked at from every side. Run: npx tsx bench/passwords.ts. Aim: 100 ms. */

for (const piece of ['4@8$0', 'ab1', 'password1', '9', 'q\u0301']) {
  const password = piece.repeat(128).slice(0, 128);
  const times = Array.from({ length: 5 }, () => {
    const started = process.cpuUsage();
    passwordProblem(password, ['Maya Ortiz', 'maya.ortiz@aldbrook.gov', 'Aldbrook']);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  process.stdout.write(`${piece} over and over: median ${times[2]?.toFixed(1)} ms, worst ${times[4]?.toFixed(1)} ms\n`);
}
