// Preloaded into the Node programs we start: when we are killed outright, the channel to us closes and they end too.
if (process.channel) {
  process.on('disconnect', () => process.exit(1));
  process.channel.unref();
}
