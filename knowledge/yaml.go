package knowledge

func readYAML(file string, data []byte, each func(*row) error) error { return nil }
