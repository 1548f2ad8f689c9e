// Which names are misprinted, and how?
MATCH (entity:Entity)
UNWIND entity.misspellings AS printed
RETURN entity.id AS entity, printed
ORDER BY entity, printed
