"""How people are told: kinds of notices, the inbox, mail at once or once a day, preferences; all mail through the outbox."""
