"""SPARQL: `endpoint` asks and refuses, `worker` answers in a process of its own."""
