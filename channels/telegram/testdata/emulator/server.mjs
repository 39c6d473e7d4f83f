// Serves telegram-test-api on a free port and writes its address.
//
// With --as-documented it is mended where the Bot API's documentation says
// otherwise: getUpdates keeps an update until a later offset confirms it, and
// waits for one; a webhook's requests carry the secret that was set for it.
import axios from 'axios';
import http from 'node:http';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';

const port = 0;
const telegram = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 3600 });
const documented = process.argv.includes('--as-documented');

const server = http.createServer(async (request, response) => {
  const polled = documented && request.url.match(/^\/bot([^/]+)\/getUpdates$/);
  if (!polled) {
    telegram.webServer(request, response);
    return;
  }
  const chunks = await request.toArray();
  const { offset = 0, limit = 100, timeout = 0 } = JSON.parse(Buffer.concat(chunks));
  const updates = await unconfirmed(polled[1], offset, limit, timeout, request);
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ ok: true, result: updates.map(TelegramServer.formatUpdate) }));
});

async function unconfirmed(token, offset, limit, timeout, request) {
  const { storage } = telegram;
  storage.userMessages = storage.userMessages.filter((u) => u.botToken !== token || u.updateId >= offset);
  const waiting = () => storage.userMessages.filter((u) => u.botToken === token).slice(0, limit);
  if (waiting().length === 0 && timeout > 0) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, timeout * 1000);
      request.socket.once('close', resolve);
      telegram.waitUserMessage().then(() => { clearTimeout(timer); resolve(); });
    });
  }
  return waiting();
}

if (documented) {
  axios.interceptors.request.use((config) => {
    const hook = Object.values(telegram.webhooks).find((w) => w.url === config.url);
    if (hook?.secret_token) config.headers['X-Telegram-Bot-Api-Secret-Token'] = hook.secret_token;
    return config;
  });
}

// The emulator does not wait for a webhook, and so for its failure neither.
process.on('unhandledRejection', (reason) => console.error(String(reason)));
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
