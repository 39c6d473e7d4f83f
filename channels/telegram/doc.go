// Package telegram is the assistant on Telegram. It translates updates of the Bot
// API into messages for the bot, and the bot's replies into Telegram's; it knows
// no rule of the town, and its own words (words.go) are about the medium alone.
//
// # Vocabulary
//
// An update is what Telegram sends: a message, an edit, a pressed button. It is
// handled once its answer has been taken by Telegram, or refused for good. A
// line is the updates of one chat that wait for each other. The window is the
// updates that were fetched and are not yet confirmed.
//
// # The way of an update
//
//	getUpdates ─▶ window ─┐                                    ┌▶ sendChatAction
//	 (poll.go)            ├▶ read ─▶ line of its chat ─▶ answer ┼▶ the bot's turn
//	POST webhook ─────────┘ (incoming.go)   (lines.go)         └▶ send, again and again
//	 (update_post.go)                                    (answer.go)      (send.go)
//
// # Invariants
//
// Nothing is lost: Telegram is told that an update may be forgotten (by the next
// getUpdates' offset, or by answering the webhook) only when it and, polling, all
// before it are handled. So an update may come twice, above all after a crash;
// each chat remembers which ones were handled (chats.go), and the bot which turns
// it has answered. The updates of one chat are answered one after another in the
// order in which they came, those of different chats side by side.
//
// This is why the package calls the Bot API itself and takes only its types from
// github.com/go-telegram/bot: the library's polling confirms updates before they
// are handled, its default handlers log them whole, and its errors quote what
// Telegram answered. See docs/decisions/0008-telegram-updates.md.
//
// # What is kept
//
// A chat's number is a person's identifier: what is stored and logged is a digest
// of it under a key derived from the bot's token. What people write, their names
// and the token never reach the log or an error.
//
// # When something fails
//
// A send that Telegram puts off (429) waits for as long as it says; one that the
// network or Telegram's servers fail is repeated more and more rarely; a chat
// that has blocked the bot is given up; formatting that Telegram refuses is sent
// as plain text. Without the database chats go on from memory. With a wrong
// token, or Telegram out of reach, it is said once and tried again until it
// works: the rest of the program does not notice.
package telegram
