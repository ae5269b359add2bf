package text

import "testing"

func TestRarity(t *testing.T) {
	order := []string{"the", "minister", "grain", "xylographer"}
	for i := 1; i < len(order); i++ {
		if a, b := Rarity(order[i-1]), Rarity(order[i]); a >= b {
			t.Errorf("%s is as rare (%.2f) as %s (%.2f)", order[i-1], a, order[i], b)
		}
	}
	if got := Rarity("xylographer"); got != Rarest {
		t.Errorf("a word nobody knows has rarity %.2f, want %.2f", got, Rarest)
	}
}
