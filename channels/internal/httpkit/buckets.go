package httpkit

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// bucketsKept bounds the memory of limits: twice as many keys are held at most,
// about 100 bytes each. Whoever is forgotten starts with a full bucket.
const bucketsKept = 50_000

// buckets are token buckets by key. Those used of late stand in young; when it is
// full it becomes old, and what nobody used meanwhile is forgotten.
type buckets[K comparable] struct {
	refill rate.Limit
	burst  int
	keep   int

	mu         sync.Mutex
	young, old map[K]*rate.Limiter
}

func newBuckets[K comparable](perMinute, burst int) *buckets[K] {
	return &buckets[K]{
		refill: rate.Limit(float64(perMinute) / time.Minute.Seconds()),
		burst:  burst,
		keep:   bucketsKept,
		young:  make(map[K]*rate.Limiter),
	}
}

// take takes a token of a key and returns zero, or how long to wait for one.
func (b *buckets[K]) take(key K, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return takeToken(b.bucket(key), now)
}

// takeKnown is take for a key that was added, and false for others.
func (b *buckets[K]) takeKnown(key K, now time.Time) (wait time.Duration, known bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.has(key) {
		return 0, false
	}
	return takeToken(b.bucket(key), now), true
}

// add makes a key known and takes its first token; a known one stays as it is.
func (b *buckets[K]) add(key K, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.has(key) {
		takeToken(b.bucket(key), now)
	}
}

func (b *buckets[K]) has(key K) bool {
	return b.young[key] != nil || b.old[key] != nil
}

// bucket returns the bucket of a key, a full one for a new key.
func (b *buckets[K]) bucket(key K) *rate.Limiter {
	if bucket := b.young[key]; bucket != nil {
		return bucket
	}
	bucket := b.old[key]
	if bucket == nil {
		bucket = rate.NewLimiter(b.refill, b.burst)
	}
	if len(b.young) >= b.keep {
		b.old, b.young = b.young, make(map[K]*rate.Limiter)
	}
	b.young[key] = bucket
	return bucket
}

func takeToken(bucket *rate.Limiter, now time.Time) time.Duration {
	reservation := bucket.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait > 0 {
		reservation.CancelAt(now)
	}
	return wait
}
