"""Documents of every genre, topics, regulation library, reading of official papers."""
