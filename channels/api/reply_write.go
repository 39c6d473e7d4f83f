package api

import (
	"encoding/json"
	"io"

	"github.com/cittaclick/cittaclick/bot"
)

// WriteReply writes a reply as POST /api/v1/messages answers it, for the command
// line.
func WriteReply(w io.Writer, r bot.Reply) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(replyOf(r))
}
