"""Tables with their mappings: what a row says, in the seeds' own language, with the cell as evidence."""
