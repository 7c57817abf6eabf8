"""What has no business noun: ids, languages, components, frame."""
