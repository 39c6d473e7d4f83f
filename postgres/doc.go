// Package postgres is how the program meets PostgreSQL: it connects, begins
// transactions, runs migrations, listens for notifications, translates SQLSTATE
// into the kinds of package fault, and keeps the private cluster that stands in
// when no DATABASE_URL is given. It knows no table of the town: those belong to
// the …pg packages, which stand on this one. It runs on Unix systems.
//
// # The private cluster
//
// A [Cluster] lives under a data directory:
//
//	postgres/       the server's own directory, made once by initdb
//	postgres.log    what the server says
//	run/            its Unix socket, 0700 (elsewhere when the path is too long)
//	serve.lock      held by the one `serve` of this directory
//	start.lock      held for as long as somebody starts or stops the server
//	users.lock      shared by all who use the server
//
// The server belongs to whoever uses it, and the last one out stops it: a
// command that finds it running joins as a guest; a `serve` that begins while a
// command has the server up joins in the same way; when `serve` ends before a
// guest, the server stays until that guest ends. Whether somebody is left is
// asked of users.lock, under start.lock, so nobody can come in meanwhile. The
// kernel frees the locks of a killed program: the server that it leaves is
// adopted by the next one, which is then the one to stop it.
//
// # Roles
//
// The schema belongs to the role that migrates. The program serves as
// [AppRole], which owns nothing: [Options.Role] makes every connection of a
// pool take that role from its first statement. It is a guard against the
// program's own mistakes, not against somebody who can send SQL.
package postgres
