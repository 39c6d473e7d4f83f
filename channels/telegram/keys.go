package telegram

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/cittaclick/cittaclick/bot"
)

// keys are derived from the bot's token, so that there is no second secret to be
// kept; with another token they are others.
type keys struct {
	chats  []byte // of the digests by which chats are known
	secret string // by which Telegram proves that a webhook is its own
}

func newKeys(token string) (keys, error) {
	chats, err := hkdf.Key(sha256.New, []byte(token), nil, "cittaclick telegram chats", sha256.Size)
	if err != nil {
		return keys{}, fmt.Errorf("derive the key of chats: %w", err)
	}
	webhook, err := hkdf.Key(sha256.New, []byte(token), nil, "cittaclick telegram webhook", sha256.Size)
	if err != nil {
		return keys{}, fmt.Errorf("derive the webhook's secret: %w", err)
	}
	return keys{chats: chats, secret: hex.EncodeToString(webhook)}, nil
}

// chat names a chat; in a group each person has a conversation of their own, so
// that nobody goes on with what another asked. In private the person is zero.
func (k keys) chat(chat, person int64) bot.ChatKey {
	mac := hmac.New(sha256.New, k.chats)
	fmt.Fprintf(mac, "%d:%d", chat, person)
	return bot.ChatKey(hex.EncodeToString(mac.Sum(nil)))
}

// proves reports, in constant time, whether what was presented is the secret.
func (k keys) proves(presented string) bool {
	return hmac.Equal([]byte(presented), []byte(k.secret))
}
