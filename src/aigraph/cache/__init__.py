"""What is remembered, and where: `bundle`, `memo`, under a `fingerprint` of data, code and engines."""
