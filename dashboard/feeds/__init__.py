"""The formats positions come in. Add yours to FEEDS and drop real messages in tests/samples."""
