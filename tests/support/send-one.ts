import { sendBySmtp } from '@/lib/mail/smtp';

// Sends one letter to the mail server named on the command line and prints what came of it, in a process of its own: whom
// it believes is settled as it starts.
const envelope = { from: 'portal@reed.gov', to: 'somebody@reed.gov' };
const raw = Buffer.from('Subject: Hello\r\n\r\nHello.\r\n');
process.stdout.write(JSON.stringify(await sendBySmtp(process.argv[2] ?? '', { envelope, raw })));
