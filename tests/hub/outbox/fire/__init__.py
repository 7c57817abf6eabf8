"""Real workers, a broker and a receiver of their own, and the faults that befall them: for tests and for `make kills`."""
