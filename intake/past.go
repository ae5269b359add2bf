package intake

import (
	"sync"

	"github.com/zeebo/xxh3"
)

// past remembers, by hash, the addresses that were fetched since the program began. A page is
// often kept under another address than the one that its feed names: without this, such an item
// would be fetched anew in every round. Two halves bound it: the older one is dropped when the
// newer one is full.
type past struct {
	mu         sync.Mutex
	newer, old map[uint64]struct{}
}

const maxPast = 200_000

func (p *past) add(address string) {
	if address == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.newer) >= maxPast {
		p.old, p.newer = p.newer, nil
	}
	if p.newer == nil {
		p.newer = map[uint64]struct{}{}
	}
	p.newer[xxh3.HashString(address)] = struct{}{}
}

func (p *past) has(address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := xxh3.HashString(address)
	_, newer := p.newer[h]
	_, old := p.old[h]
	return newer || old
}
