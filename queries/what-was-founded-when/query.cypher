// When were the companies founded?
MATCH (company:Organization)
WHERE company.foundingDateEarliest IS NOT NULL
RETURN company.id AS company, company.foundingDateEarliest AS earliest, company.foundingDateLatest AS latest
ORDER BY earliest, company
