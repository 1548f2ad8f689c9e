"""Who a name means: `index` finds, `resolve` decides."""
