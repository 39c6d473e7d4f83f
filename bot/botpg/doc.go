// Package botpg keeps in PostgreSQL what package bot needs to keep: the state
// of conversations, the questions that went unanswered, what citizens say of
// answers, and which conversation a messenger's chat goes on with.
//
// It stores what it is given and masks nothing: the bot has done that before.
// It deletes what is older than it is told, and keeps no copy.
package botpg
