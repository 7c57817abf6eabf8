"""How people are told: mail through the outbox."""
