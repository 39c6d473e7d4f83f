// Package httpkit is what the HTTP channels share: the server and how it stops,
// the helper under which a channel mounts its routes, the client's address,
// limits, problems (RFC 9457), one log line and one set of measures a request.
//
// Protection lives here, in the route helper, so that no handler can forget it.
// The package knows no rule of the town, composes no answer, and writes to the
// log neither what a person wrote nor where they wrote from.
//
// # Vocabulary
//
// The Face is all that the program shows over HTTP. A channel is a group of its
// routes with the same name in logs and measures. A problem is an error as a
// client sees it. While draining, what is in flight is finished and /readyz
// sends new clients elsewhere.
package httpkit
