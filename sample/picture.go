package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"

	"github.com/zeebo/xxh3"
)

// picture draws hills under a sky, in the colours that its name chooses.
func picture(rw http.ResponseWriter, r *http.Request) {
	const width, height = 480, 270
	seed := xxh3.HashString(r.URL.Path)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			img.Set(x, y, shade(seed, x, y, width, height))
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	send(rw, r, "image/jpeg", b.Bytes())
}

// shade is the colour at x, y: three ridges of straight slopes, the nearest the darkest.
func shade(seed uint64, x, y, width, height int) color.Color {
	tint := func(n int, light uint8) uint8 { return light + uint8(seed>>(8*n))%40 }
	light := uint8(190)
	for ridge := range 3 {
		step := 60 + int(seed>>(9*ridge)%90)
		slope := (x + int(seed>>(5*ridge)%480)) % (2 * step)
		top := height*(ridge+2)/5 + max(slope, 2*step-slope)/3 - 30
		if y > top {
			light = uint8(150 - 45*ridge)
		}
	}
	return color.RGBA{tint(0, light), tint(1, light), tint(2, light), 255}
}
