"""Pages are read once and drawn for whoever wants them."""
