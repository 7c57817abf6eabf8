"""Pages of IP transfer: the public's, the owner's, the desk's."""
