"""The terms of the field in both languages: what a question means in other words, and in the other language."""
