package telegram

import "context"

// lines let the updates of one chat happen one after another, in the order in
// which they came, and those of different chats side by side.
type lines struct {
	jobs   chan job
	closed chan struct{} // by shut
}

// job is what one update takes.
type job struct {
	chat int64
	do   func(ctx context.Context)
}

// maxWaiting is how many updates are in hand at once, and so how many chats are
// answered side by side. Polling fetches a hundred; Telegram's webhooks come by
// as many connections at most.
const maxWaiting = 256

func newLines() *lines { return &lines{jobs: make(chan job), closed: make(chan struct{})} }

// add puts a job into the line of its chat; false when ctx ends or the lines are
// shut before there is room for it.
func (l *lines) add(ctx context.Context, j job) bool {
	select {
	case l.jobs <- j:
		return true
	case <-l.closed:
		return false
	case <-ctx.Done():
		return false
	}
}

// shut lets nothing in any more.
func (l *lines) shut() { close(l.closed) }

// serve has the jobs done, with ctx, until the lines are shut and empty.
func (l *lines) serve(ctx context.Context) {
	waiting := make(map[int64][]job) // by chat, the one under way first
	done := make(chan int64)
	total := 0
	run := func(j job) {
		j.do(ctx)
		done <- j.chat
	}
	for closed := (<-chan struct{})(l.closed); closed != nil || total > 0; {
		jobs := l.jobs
		if total == maxWaiting || closed == nil {
			jobs = nil
		}
		select {
		case j := <-jobs:
			total++
			waiting[j.chat] = append(waiting[j.chat], j)
			if len(waiting[j.chat]) == 1 {
				go run(j)
			}
		case chat := <-done:
			total--
			waiting[chat] = waiting[chat][1:]
			if len(waiting[chat]) == 0 {
				delete(waiting, chat)
			} else {
				go run(waiting[chat][0])
			}
		case <-closed:
			closed = nil
		}
	}
}
