"""What a graph adds up to."""
