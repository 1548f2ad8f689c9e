"""Tables column by column: the meaning of the record path, for as many rows as there are."""
