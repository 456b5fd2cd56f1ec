package spec

// Permutation lists the numbers from 0 to n-1 in the order of NumPy's
// RandomState(seed).permutation(n), which scikit-learn splits data sets by.
func Permutation(n int, seed uint32) []int32 {
	permuted := make([]int32, n)
	for i := range permuted {
		permuted[i] = int32(i)
	}
	random := newTwister(seed)
	for i := n - 1; i > 0; i-- {
		j := random.upTo(uint32(i))
		permuted[i], permuted[j] = permuted[j], permuted[i]
	}
	return permuted
}

// twister is the random generator MT19937.
//
// Source: Matsumoto and Nishimura, "Mersenne Twister", 1998, seeded as in their
// version of 2002.
type twister struct {
	state [624]uint32
	next  int
}

func newTwister(seed uint32) *twister {
	t := &twister{next: 624}
	for i := range t.state {
		t.state[i] = seed
		seed = 1812433253*(seed^seed>>30) + uint32(i) + 1
	}
	return t
}

// upTo returns a number from 0 to most, each as likely as the others: it throws
// numbers away until one fits.
func (t *twister) upTo(most uint32) uint32 {
	mask := most
	for shift := 1; shift < 32; shift *= 2 {
		mask |= mask >> shift
	}
	for {
		if value := t.uint32() & mask; value <= most {
			return value
		}
	}
}

func (t *twister) uint32() uint32 {
	if t.next == len(t.state) {
		t.twist()
	}
	y := t.state[t.next]
	t.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (t *twister) twist() {
	n := len(t.state)
	for i := range t.state {
		y := t.state[i]&0x80000000 | t.state[(i+1)%n]&0x7fffffff
		t.state[i] = t.state[(i+397)%n] ^ y>>1 ^ y&1*0x9908b0df
	}
	t.next = 0
}
