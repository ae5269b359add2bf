package main

import "readout/grammar/kernel"

// forward adds the layer's part to x; h is memory of the same size.
func (c *conv) forward(x, h []float32, lens []int, dim int, drop *dropper, p float64) {
	rows := len(x) / dim
	c.norm.forward(h, x, rows, dim)
	grow(&c.cols, rows*3*dim)
	at := 0
	for _, n := range lens {
		window(c.cols[at*3*dim:], h[at*dim:], n, dim, c.dilation)
		at += n
	}
	grow(&c.y, rows*2*dim)
	c.dense.forward(c.y, c.cols, rows, 3*dim)
	grow(&c.sigma, rows*dim)
	grow(&c.drops, rows*dim)
	drop.mask(c.drops, p)
	clear(c.sigma)
	for r := range rows {
		s := c.sigma[r*dim : (r+1)*dim]
		kernel.Gate(s, ones[:dim], c.y[r*2*dim+dim:(r+1)*2*dim])
		a, m, to := c.y[r*2*dim:r*2*dim+dim], c.drops[r*dim:(r+1)*dim], x[r*dim:(r+1)*dim]
		for i := range to {
			to[i] += a[i] * s[i] * m[i]
		}
	}
}

var ones = func() (v [4096]float32) {
	for i := range v {
		v[i] = 1
	}
	return v
}()

// backward adds to dx, which holds the gradient of the layer's result, what comes through
// the layer. dy and dh are memory for rows of 2·dim and dim values, dcols for 3·dim.
func (c *conv) backward(dx, dy, dh, dcols []float32, lens []int, dim int) {
	rows := len(dx) / dim
	for r := range rows {
		d, m := dx[r*dim:(r+1)*dim], c.drops[r*dim:(r+1)*dim]
		s, a := c.sigma[r*dim:(r+1)*dim], c.y[r*2*dim:r*2*dim+dim]
		da, db := dy[r*2*dim:r*2*dim+dim], dy[r*2*dim+dim:(r+1)*2*dim]
		for i, g := range d {
			g *= m[i]
			da[i] = g * s[i]
			db[i] = g * a[i] * s[i] * (1 - s[i])
		}
	}
	dcols = dcols[:rows*3*dim]
	clear(dcols)
	c.dense.backward(dcols, dy, c.cols, rows, 3*dim)
	dh = dh[:rows*dim]
	clear(dh)
	at := 0
	for _, n := range lens {
		unwindow(dh[at*dim:], dcols[at*3*dim:], n, dim, c.dilation)
		at += n
	}
	c.norm.backward(dx, dh, rows, dim)
}

// window lays beside each of n words the one d before and the one d after, or zeros.
func window(out, h []float32, n, dim, d int) {
	for i := range n {
		for k := range 3 {
			part := out[(3*i+k)*dim : (3*i+k+1)*dim]
			if j := i + (k-1)*d; j >= 0 && j < n {
				copy(part, h[j*dim:(j+1)*dim])
			} else {
				clear(part)
			}
		}
	}
}

// unwindow adds the gradients of window's result to those of the words.
func unwindow(dh, dout []float32, n, dim, d int) {
	for i := range n {
		for k := range 3 {
			if j := i + (k-1)*d; j >= 0 && j < n {
				add(dh[j*dim:(j+1)*dim], dout[(3*i+k)*dim:(3*i+k+1)*dim])
			}
		}
	}
}
