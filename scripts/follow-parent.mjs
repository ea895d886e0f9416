// Preloaded into the Node programs we start: when we are killed outright, the channel to us closes and they end too. Outright
// as well: on an orderly exit the log would try without end to write its last lines to us.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();

// What they start in turn follows them, not us: it must not inherit this preload.
process.execArgv.length = 0;
