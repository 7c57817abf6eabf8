"""The servers that the tests use, installed, started and stopped without a container or a service manager."""
