package exchange

func (d *differ) check() {}
