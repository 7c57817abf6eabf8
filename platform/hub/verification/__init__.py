"""How far an organisation was checked: by which evidence, by whom, until when."""
