"""What is declared and described: the tables, the documents, the indicators and how these hang together."""
