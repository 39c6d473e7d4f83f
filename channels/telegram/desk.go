package telegram

import "context"

// desks is how many updates are answered at once. More would wait for each other
// at the database until it seems to be away, and Telegram takes no more than
// thirty messages a second. It is also how many answers may come twice after a
// crash: those that were sent and not yet noted.
const desks = 8

// desk is where an update is answered. While it waits for Telegram, another one
// may have the place.
type desk struct {
	places chan struct{} // holds one token for each that is taken
	taken  bool
}

// take waits for a place. When ctx ends before, there is none, and no need.
func (d *desk) take(ctx context.Context) {
	select {
	case d.places <- struct{}{}:
		d.taken = true
	case <-ctx.Done():
	}
}

// leave gives the place up, if there is one.
func (d *desk) leave() {
	if d.taken {
		<-d.places
		d.taken = false
	}
}
