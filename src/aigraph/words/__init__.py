"""Every word shown to a person, in both languages: `sentences`, `cards`, `citations`, `interface`, `review`."""
