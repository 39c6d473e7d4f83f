// Package lint reads a charter as a demanding colleague would: it tells what is
// missing, what contradicts itself, what is hard to read and what nobody could
// verify.
//
// Facts go in, findings come out: it changes nothing, reads no file and asks no
// database. Whether the files can be read at all is for package exchange to
// say, whether the facts hold together for knowledge.NewCharter; lint begins
// where those have nothing to object.
//
// # Vocabulary
//
// An error is something that would mislead or leave without an answer whoever
// asks; only errors fail. A warning is a doubt for a person to settle: a long
// sentence, a word for which there is a plainer one, two services that the
// assistant takes for each other. An info is listed to be worked on: figures
// that nobody has verified.
//
// What is looked at is today and every later day on which something changes, so
// that a gap which opens next January is found before citizens do.
package lint
