"""Chinese into English, word by word: what lets a question in one language find texts in the other."""
